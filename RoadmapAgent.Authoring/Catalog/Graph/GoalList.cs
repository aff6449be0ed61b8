namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The data file of the goals.</summary>
internal sealed record GoalList(IReadOnlyList<Goal> Goals);
