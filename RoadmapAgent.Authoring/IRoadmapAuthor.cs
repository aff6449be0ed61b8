using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring;

/// <summary>
/// Writes roadmaps: plans them, edits them and fills every concept with content. No member touches the database, and no caller holds a
/// connection while it waits for one: an answer may take minutes.
/// </summary>
/// <remarks>Answers are checked by the caller; an author that cannot answer throws <see cref="AuthorException"/>.</remarks>
public interface IRoadmapAuthor
{
    /// <summary>Reads the request: what is the goal, what is missing, how should it be taught.</summary>
    Task<Intent> AnalyzeIntentAsync(RoadmapRequest request, CancellationToken cancellationToken);

    /// <summary>Designs the plan for an understood request.</summary>
    Task<Framework> DesignCurriculumAsync(RoadmapRequest request, Intent intent, CancellationToken cancellationToken);

    /// <summary>Judges a structurally sound plan, or returns null where the author cannot judge: unscored is not perfect.</summary>
    Task<CurriculumScore?> ScoreAsync(RoadmapRequest request, Framework framework, CancellationToken cancellationToken);

    /// <summary>Turns findings of the validation or a reviewer's feedback into a plan of edits.</summary>
    Task<EditPlan> PlanEditAsync(RoadmapRequest request, Framework framework, IReadOnlyList<string> findings, CancellationToken cancellationToken);

    /// <summary>Carries out a plan of edits and returns the whole new framework.</summary>
    Task<Framework> EditAsync(RoadmapRequest request, Framework framework, EditPlan plan, CancellationToken cancellationToken);

    /// <summary>Writes the tutorial of one concept.</summary>
    Task<Tutorial> WriteTutorialAsync(ConceptBrief brief, CancellationToken cancellationToken);

    /// <summary>Recommends resources for one concept; at least one.</summary>
    Task<IReadOnlyList<LearningResource>> RecommendResourcesAsync(ConceptBrief brief, CancellationToken cancellationToken);

    /// <summary>Writes the quiz of one concept; at least one question.</summary>
    Task<IReadOnlyList<QuizQuestion>> WriteQuizAsync(ConceptBrief brief, CancellationToken cancellationToken);
}
