using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A change of a roadmap's state and data; null values are left unchanged.</summary>
/// <param name="State">The new state.</param>
/// <param name="Intent">The author's reading of the request.</param>
/// <param name="Framework">The new plan.</param>
/// <param name="Feedback">The changes a reviewer requests; cleared when the plan changes.</param>
/// <param name="Error">The reason for a failure.</param>
/// <param name="Approved">The reviewer's decision, if the change is one.</param>
/// <param name="Score">The author's score of the plan; cleared when the plan changes.</param>
public sealed record RoadmapChange(
    WorkflowState State,
    Intent? Intent = null,
    Framework? Framework = null,
    string? Feedback = null,
    string? Error = null,
    bool? Approved = null,
    CurriculumScore? Score = null);
