using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap as a worker needs it.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">Changes so far; a write that expects another version changes nothing.</param>
/// <param name="Intent">What the author understood.</param>
/// <param name="Framework">The plan.</param>
/// <param name="Feedback">What a reviewer wants changed and nobody has changed yet.</param>
public sealed record StoredRoadmap(
    Guid Id,
    RoadmapRequest Request,
    WorkflowState State,
    int Version,
    Intent? Intent,
    Framework? Framework,
    string? Feedback);
