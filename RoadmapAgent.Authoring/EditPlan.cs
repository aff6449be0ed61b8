namespace RoadmapAgent.Authoring;

/// <summary>A plan of edits.</summary>
/// <param name="Summary">What was asked for.</param>
/// <param name="Edits">The edits in order.</param>
public sealed record EditPlan(string Summary, IReadOnlyList<PlannedEdit> Edits);
