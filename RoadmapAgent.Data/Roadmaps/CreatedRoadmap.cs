using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap that was asked for.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Status">Where it stands: further on if it was asked for before.</param>
public sealed record CreatedRoadmap(Guid Id, RoadmapStatus Status);
