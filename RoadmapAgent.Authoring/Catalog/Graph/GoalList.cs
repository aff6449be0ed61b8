namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The contents of the data file of goals.</summary>
internal sealed record GoalList(IReadOnlyList<Goal> Goals);
