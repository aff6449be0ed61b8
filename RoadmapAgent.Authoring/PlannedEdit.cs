namespace RoadmapAgent.Authoring;

/// <summary>One edit.</summary>
/// <param name="Action">The action.</param>
/// <param name="Target">The concept's id or name, or the module's or stage's title.</param>
/// <param name="Description">A description of the requested change.</param>
public sealed record PlannedEdit(EditAction Action, string Target, string Description);
