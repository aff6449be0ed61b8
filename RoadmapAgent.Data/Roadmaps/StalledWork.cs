using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What has come to a stop.</summary>
/// <param name="Roadmaps">Roadmaps in progress that have not changed for a time and have no message in the outbox, longest first.</param>
/// <param name="DelayedMessages">Messages that wait in the outbox because their consumer put them back.</param>
/// <param name="Owners">Owners of whom roadmaps are held although fewer than possible have a turn.</param>
public sealed record StalledWork(IReadOnlyList<StalledRoadmap> Roadmaps, long DelayedMessages, IReadOnlyList<Owner> Owners);
