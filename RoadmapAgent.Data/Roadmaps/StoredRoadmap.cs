using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap as loaded by workers.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Request">The learner's request.</param>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">The number of changes so far; a write that expects a different version changes nothing.</param>
/// <param name="Intent">The author's reading of the request.</param>
/// <param name="Framework">The plan.</param>
/// <param name="Feedback">The changes a reviewer requested that have not been made yet.</param>
public sealed record StoredRoadmap(
    Guid Id,
    RoadmapRequest Request,
    WorkflowState State,
    int Version,
    Intent? Intent,
    Framework? Framework,
    string? Feedback);
