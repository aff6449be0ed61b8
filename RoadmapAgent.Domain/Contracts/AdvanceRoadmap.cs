using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>The command to take a roadmap's next step. Ignored unless the roadmap awaits exactly this step of this round.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Step">The step.</param>
/// <param name="Round">The number of preceding edits.</param>
[Queue("workflow", "roadmap-workflow")]
public sealed record AdvanceRoadmap(Guid RoadmapId, WorkflowStep Step, int Round);
