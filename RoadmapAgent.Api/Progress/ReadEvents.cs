using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Reads up to <see cref="RoadmapFeed.PageSize"/> stored events of a roadmap after a sequence number, in order; null if there is no such
/// roadmap.
/// </summary>
internal delegate Task<StoredEvents?> ReadEvents(Guid roadmapId, long sequence, CancellationToken cancellationToken);
