namespace RoadmapAgent.Authoring;

/// <summary>A plan of edits.</summary>
/// <param name="Summary">A summary of the requested changes.</param>
/// <param name="Edits">The edits in order.</param>
public sealed record EditPlan(string Summary, IReadOnlyList<PlannedEdit> Edits);
