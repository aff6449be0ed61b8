namespace RoadmapAgent.Authoring;

/// <summary>One edit.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Target">The concept's id or name, or the module's or stage's title.</param>
/// <param name="Description">What is wanted.</param>
public sealed record PlannedEdit(EditAction Action, string Target, string Description);
