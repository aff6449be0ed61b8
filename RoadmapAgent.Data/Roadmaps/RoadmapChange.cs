using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A change of a roadmap's state and what comes with it; what is null stays as it is.</summary>
/// <param name="State">The new state.</param>
/// <param name="Intent">What the author understood.</param>
/// <param name="Framework">The new plan.</param>
/// <param name="Feedback">What a reviewer wants changed; forgotten when the plan changes.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Approved">What a reviewer decided, if the change is that.</param>
/// <param name="Score">What the author thinks of the plan; forgotten when the plan changes.</param>
public sealed record RoadmapChange(WorkflowState State, Intent? Intent = null, Framework? Framework = null, string? Feedback = null, string? Error = null, bool? Approved = null, CurriculumScore? Score = null);
