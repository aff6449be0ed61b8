namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The unit of learning, and of content generation.</summary>
/// <param name="Id">Unique within the roadmap: <c>c-{stage}-{module}-{concept}</c>, one-based.</param>
/// <param name="Name">The concept's name.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Hours">Estimated hours; at least 0.5.</param>
/// <param name="Difficulty">Its difficulty for learners who know the prerequisites.</param>
/// <param name="Prerequisites">Ids of earlier concepts of the same roadmap that it builds on.</param>
/// <param name="Keywords">Search terms; the first names the skill in the author's own catalog, if it has one.</param>
public sealed record Concept(
    string Id,
    string Name,
    string Description,
    double Hours,
    Difficulty Difficulty,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<string> Keywords);
