using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>Take a roadmap's next step. Ignored unless the roadmap still awaits exactly this step of this round.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Step">The step.</param>
/// <param name="Round">How many edits came before.</param>
public sealed record AdvanceRoadmap(Guid RoadmapId, WorkflowStep Step, int Round);
