using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A concept with its content; each piece is null until it is written.</summary>
/// <param name="Id">Unique within the roadmap.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">The status of its content.</param>
/// <param name="Done">Whether the learner has done it.</param>
/// <param name="Tutorial">The tutorial.</param>
/// <param name="Resources">Further reading.</param>
/// <param name="Quiz">The quiz.</param>
/// <param name="QuizResults">The learner's results in the quiz.</param>
/// <param name="Note">What the learner wrote down about it; null for nothing.</param>
public sealed record ConceptView(
    string Id,
    string Name,
    ContentStatus Status,
    bool Done,
    Tutorial? Tutorial,
    IReadOnlyList<LearningResource>? Resources,
    IReadOnlyList<QuizQuestion>? Quiz,
    QuizResults QuizResults,
    string? Note = null);
