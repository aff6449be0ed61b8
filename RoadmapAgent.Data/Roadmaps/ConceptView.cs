using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A concept with its content; what is not written yet is null.</summary>
/// <param name="Id">Unique within the roadmap.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How far its content is.</param>
/// <param name="Done">Whether the learner has done it.</param>
/// <param name="Tutorial">The tutorial.</param>
/// <param name="Resources">Where to read on.</param>
/// <param name="Quiz">The quiz.</param>
/// <param name="QuizResults">How the learner did in it.</param>
public sealed record ConceptView(
    string Id,
    string Name,
    ContentStatus Status,
    bool Done,
    Tutorial? Tutorial,
    IReadOnlyList<LearningResource>? Resources,
    IReadOnlyList<QuizQuestion>? Quiz,
    QuizResults QuizResults);
