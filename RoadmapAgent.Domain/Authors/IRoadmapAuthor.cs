using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Authors;

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

/// <summary>What the author understood of a request.</summary>
/// <param name="ParsedGoal">The goal, restated.</param>
/// <param name="KeyTechnologies">What has to be learned, in the author's terms.</param>
/// <param name="SkillGaps">What the learner lacks.</param>
/// <param name="Understood">False when the goal is unknown to the author and the plan will be a generic one that says so.</param>
public sealed record Intent(string ParsedGoal, IReadOnlyList<string> KeyTechnologies, IReadOnlyList<string> SkillGaps, bool Understood);

/// <summary>Everything an author needs to write about one concept.</summary>
/// <param name="Request">The learner's request.</param>
/// <param name="RoadmapTitle">The roadmap the concept belongs to.</param>
/// <param name="StageTitle">Its stage.</param>
/// <param name="ModuleTitle">Its module.</param>
/// <param name="Concept">The concept.</param>
/// <param name="PrerequisiteNames">Names of the concepts it builds on.</param>
public sealed record ConceptBrief(
    RoadmapRequest Request,
    string RoadmapTitle,
    string StageTitle,
    string ModuleTitle,
    Concept Concept,
    IReadOnlyList<string> PrerequisiteNames);

/// <summary>An author's judgement of a plan; every dimension 0 to 100.</summary>
public sealed record CurriculumScore(
    double KnowledgeCompleteness,
    double KnowledgeProgression,
    double StageCoherence,
    double ModuleClarity,
    double UserAlignment,
    IReadOnlyList<string> Warnings)
{
    private const double WarningCosts = 5;

    /// <summary>The weighted sum of the dimensions, less 5 for each warning; 0 to 100.</summary>
    public double Overall() => Math.Max(0, Math.Round(
        (0.30 * KnowledgeCompleteness) + (0.25 * KnowledgeProgression) + (0.20 * StageCoherence) + (0.15 * ModuleClarity) + (0.10 * UserAlignment) - (WarningCosts * Warnings.Count), 1));
}

/// <summary>What an edit does.</summary>
public enum EditAction
{
    /// <summary>Adds the target.</summary>
    Add,

    /// <summary>Removes the target.</summary>
    Remove,

    /// <summary>Changes the target.</summary>
    Modify,

    /// <summary>Moves the target.</summary>
    Reorder,
}

/// <summary>A plan of edits.</summary>
/// <param name="Summary">What was asked for.</param>
/// <param name="Edits">The edits in order.</param>
public sealed record EditPlan(string Summary, IReadOnlyList<PlannedEdit> Edits);

/// <summary>One edit.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Target">The concept's id or name, or the module's or stage's title.</param>
/// <param name="Description">What is wanted.</param>
public sealed record PlannedEdit(EditAction Action, string Target, string Description);

/// <summary>An author could not produce what was asked for.</summary>
public sealed class AuthorException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AuthorException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    public AuthorException(string message, Exception inner) : base(message, inner)
    {
    }
}
