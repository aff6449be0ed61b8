using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The structure of the plan was validated.</summary>
/// <param name="Findings">The findings; empty if the plan is valid.</param>
/// <param name="Concepts">The ids of the plan's concepts.</param>
/// <param name="Score">The author's score of a valid plan; null if it could not be scored.</param>
public sealed record StructureValidated(IReadOnlyList<string> Findings, IReadOnlyList<string> Concepts, CurriculumScore? Score = null)
    : WorkflowEvent
{
    /// <summary>Whether the plan is valid.</summary>
    public bool Valid => Findings.Count == 0;
}
