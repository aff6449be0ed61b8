using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Reads the stored events of a roadmap after a sequence number, in order: <see cref="ProgressEventStore.ReadAfterAsync"/>.
/// </summary>
internal delegate Task<IReadOnlyList<ProgressRecorded>> StoredEvents(
    Guid roadmapId, long sequence, int limit, CancellationToken cancellationToken);
