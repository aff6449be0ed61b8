using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A concept without its content.</summary>
/// <param name="Id">Unique within the roadmap.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Hours">Estimated hours.</param>
/// <param name="Difficulty">Its difficulty.</param>
/// <param name="Prerequisites">Ids of the concepts it builds on.</param>
/// <param name="Status">The status of its content.</param>
/// <param name="Done">Whether the learner has done it.</param>
public sealed record ConceptSummary(
    string Id,
    string Name,
    string Description,
    double Hours,
    Difficulty Difficulty,
    IReadOnlyList<string> Prerequisites,
    ContentStatus Status,
    bool Done);
