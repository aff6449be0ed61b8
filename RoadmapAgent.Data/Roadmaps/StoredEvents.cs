using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A page of a roadmap's stored events.</summary>
/// <param name="Owner">The person that the roadmap belongs to; null if a version without owners has created it.</param>
/// <param name="Ended">Whether the roadmap has ended: no further event follows unless its owner retries it.</param>
/// <param name="LastSequence">The number of its last event.</param>
/// <param name="Events">The events in order.</param>
public sealed record StoredEvents(Owner? Owner, bool Ended, long LastSequence, IReadOnlyList<ProgressRecorded> Events);
