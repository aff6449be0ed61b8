using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Reads the stored events of a roadmap after a sequence number, in order: <see cref="ProgressEventStore.ReadAfterAsync"/>.
/// </summary>
internal delegate Task<IReadOnlyList<ProgressEvent>> StoredEvents(
    Guid roadmapId, long sequence, int limit, CancellationToken cancellationToken);
