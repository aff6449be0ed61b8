namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What was found.</summary>
/// <param name="Items">The concepts: first those whose names contain the words, then those of the newest roadmaps.</param>
public sealed record SearchResults(IReadOnlyList<SearchHit> Items);
