using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap as loaded for a decision.</summary>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">The number of changes so far; a decision based on a different version is not applied.</param>
/// <param name="Request">The learner's request.</param>
/// <param name="Intent">The author's reading of the request.</param>
/// <param name="Framework">The plan.</param>
/// <param name="Feedback">The changes a reviewer requested that have not been made yet.</param>
public sealed record StoredRoadmap(
    WorkflowState State,
    int Version,
    RoadmapRequest Request,
    Intent? Intent,
    Framework? Framework,
    string? Feedback)
{
    /// <summary>The roadmap.</summary>
    public Guid Id => State.RoadmapId;

    /// <summary>The ids of the plan's concepts in learning order; empty if there is no plan.</summary>
    public IReadOnlyList<string> ConceptIds => [.. Framework?.Concepts().Select(concept => concept.Id) ?? []];
}
