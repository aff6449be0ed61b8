using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring;

/// <summary>
/// Writes roadmaps: plans them, edits them and writes the content of every concept. No member uses the database, and callers hold no
/// connection during a call, because an answer may take minutes.
/// </summary>
/// <remarks>The caller checks the answers; an author that cannot answer throws <see cref="AuthorException"/>.</remarks>
public interface IRoadmapAuthor
{
    /// <summary>Analyzes a request: the goal, the technologies it takes and the learner's skill gaps.</summary>
    Task<Intent> AnalyzeIntentAsync(RoadmapRequest request, CancellationToken cancellationToken);

    /// <summary>Designs the plan for an analyzed request.</summary>
    Task<Framework> DesignCurriculumAsync(RoadmapRequest request, Intent intent, CancellationToken cancellationToken);

    /// <summary>Scores a structurally valid plan; null if the author cannot judge it. A missing score is not a perfect score.</summary>
    Task<CurriculumScore?> ScoreAsync(RoadmapRequest request, Framework framework, CancellationToken cancellationToken);

    /// <summary>Converts validation findings or a reviewer's feedback to a plan of edits.</summary>
    Task<EditPlan> PlanEditAsync(
        RoadmapRequest request, Framework framework, IReadOnlyList<string> findings, CancellationToken cancellationToken);

    /// <summary>Applies a plan of edits, and says what became of the wishes.</summary>
    Task<EditedPlan> EditAsync(RoadmapRequest request, Framework framework, EditPlan plan, CancellationToken cancellationToken);

    /// <summary>Writes the tutorial of a concept.</summary>
    Task<Tutorial> WriteTutorialAsync(ConceptBrief brief, CancellationToken cancellationToken);

    /// <summary>Recommends at least one resource for a concept.</summary>
    Task<IReadOnlyList<LearningResource>> RecommendResourcesAsync(ConceptBrief brief, CancellationToken cancellationToken);

    /// <summary>Writes the quiz of a concept, with at least one question.</summary>
    Task<IReadOnlyList<QuizQuestion>> WriteQuizAsync(ConceptBrief brief, CancellationToken cancellationToken);
}
