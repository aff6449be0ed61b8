using Microsoft.Extensions.Logging;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Writes roadmaps with a language model, through any server with OpenAI's chat completions (<see cref="ChatAuthorOptions"/>). Answers must
/// pass the same checks as the catalog's; the model may correct an invalid answer once, otherwise it is an <see cref="AuthorException"/>.
/// </summary>
public sealed partial class ChatAuthor : IRoadmapAuthor
{
    private readonly StructuredChat _chat;
    private readonly ILogger<ChatAuthor> _logger;

    internal ChatAuthor(StructuredChat chat, ILogger<ChatAuthor> logger)
    {
        _chat = chat;
        _logger = logger;
    }

    /// <inheritdoc />
    public Task<Intent> AnalyzeIntentAsync(RoadmapRequest request, CancellationToken cancellationToken) =>
        _chat.AskAsync<IntentAnswer, Intent>(
            ModelTask.Intent, Guid.Empty, new { Learner = Learner(request) }, answer => Check(answer.ToIntent()), cancellationToken);

    /// <inheritdoc />
    public Task<Framework> DesignCurriculumAsync(RoadmapRequest request, Intent intent, CancellationToken cancellationToken) =>
        PlanAsync(ModelTask.Curriculum, new { Learner = Learner(request), Intent = intent }, request, cancellationToken);

    /// <inheritdoc />
    /// <remarks>If the model cannot score the plan, the roadmap continues without a score.</remarks>
    public async Task<CurriculumScore?> ScoreAsync(RoadmapRequest request, Framework framework, CancellationToken cancellationToken)
    {
        try
        {
            return await _chat.AskAsync<CurriculumScore, CurriculumScore>(
                ModelTask.Score, Guid.Empty, new { Learner = Learner(request), Plan = framework }, Check, cancellationToken);
        }
        catch (AuthorException e)
        {
            LogNotScored(e.Message);
            return null;
        }
    }

    /// <inheritdoc />
    public Task<EditPlan> PlanEditAsync(
        RoadmapRequest request, Framework framework, IReadOnlyList<string> findings, CancellationToken cancellationToken) =>
        _chat.AskAsync<EditPlan, EditPlan>(
            ModelTask.EditPlan,
            Guid.Empty,
            new { Learner = Learner(request), Plan = framework, Findings = findings },
            Check,
            cancellationToken);

    /// <inheritdoc />
    public async Task<EditedPlan> EditAsync(
        RoadmapRequest request, Framework framework, EditPlan plan, CancellationToken cancellationToken)
    {
        var edited = await PlanAsync(
            ModelTask.Edit, new { Learner = Learner(request), Plan = framework, plan.Edits }, request, cancellationToken);
        return new(edited, [.. plan.Edits.Select(edit => EditReport.Answer(edit, framework, edited))]);
    }

    /// <inheritdoc />
    public Task<Tutorial> WriteTutorialAsync(ConceptBrief brief, CancellationToken cancellationToken) =>
        _chat.AskAsync<Tutorial, Tutorial>(
            ModelTask.Tutorial,
            brief.RoadmapId,
            Data(brief),
            tutorial => TutorialHtml.Check(ContentValidation.Check(tutorial)),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<LearningResource>> RecommendResourcesAsync(ConceptBrief brief, CancellationToken cancellationToken) =>
        _chat.AskAsync<ResourceAnswer, IReadOnlyList<LearningResource>>(
            ModelTask.Resources, brief.RoadmapId, Data(brief), answer => ContentValidation.Check(answer.Resources), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<QuizQuestion>> WriteQuizAsync(ConceptBrief brief, CancellationToken cancellationToken) =>
        _chat.AskAsync<QuizAnswer, IReadOnlyList<QuizQuestion>>(
            ModelTask.Quiz, brief.RoadmapId, Data(brief), answer => ContentValidation.Check(answer.Ordered()), cancellationToken);

    private Task<Framework> PlanAsync(ModelTask task, object data, RoadmapRequest request, CancellationToken cancellationToken) =>
        _chat.AskAsync<PlanDraft, Framework>(task, Guid.Empty, data, draft => draft.ToFramework(request.HoursPerWeek), cancellationToken);

    private static object Learner(RoadmapRequest request) =>
        new { request.Goal, request.CurrentLevel, request.HoursPerWeek, request.KnownTechnologies };

    private static object Data(ConceptBrief brief) => new
    {
        Learner = Learner(brief.Request),
        Roadmap = brief.RoadmapTitle,
        Stage = brief.StageTitle,
        Module = brief.ModuleTitle,
        Concept = new
        {
            brief.Concept.Name,
            brief.Concept.Description,
            brief.Concept.Hours,
            brief.Concept.Difficulty,
            brief.Concept.Keywords,
        },
        Prerequisites = brief.PrerequisiteNames,
    };

    private static Intent Check(Intent intent) =>
        string.IsNullOrWhiteSpace(intent.ParsedGoal) ? throw new AuthorException("The intent has no goal.") : intent;

    private static EditPlan Check(EditPlan plan) =>
        plan.Edits.Count == 0 ? throw new AuthorException("There is no edit.") : plan;

    private static CurriculumScore Check(CurriculumScore score)
    {
        double[] dimensions =
        [
            score.KnowledgeCompleteness,
            score.KnowledgeProgression,
            score.StageCoherence,
            score.ModuleClarity,
            score.UserAlignment,
        ];
        return dimensions.All(dimension => dimension is >= 0 and <= 100)
            ? score
            : throw new AuthorException("Scores must be between 0 and 100.");
    }

    [LoggerMessage(LogLevel.Warning, "The plan was not scored: {Reason}")]
    private partial void LogNotScored(string reason);

    // Without the reading, which is not the model's.
    private sealed record IntentAnswer(
        string ParsedGoal, IReadOnlyList<string> KeyTechnologies, IReadOnlyList<string> SkillGaps, bool Understood)
    {
        public Intent ToIntent() => new(ParsedGoal, KeyTechnologies, SkillGaps, Understood);
    }

    // An answer must be one JSON object, so lists are wrapped in one.
    private sealed record ResourceAnswer(IReadOnlyList<LearningResource> Resources);

    private sealed record QuizAnswer(IReadOnlyList<QuestionAnswer> Questions)
    {
        public IReadOnlyList<QuizQuestion> Ordered() => [.. Questions.Select(question => question.ToQuestion())];
    }

    private sealed record QuestionAnswer(
        QuestionType Type,
        string Question,
        IReadOnlyList<string> Options,
        IReadOnlyList<int> Correct,
        string Explanation,
        Difficulty Difficulty)
    {
        public QuizQuestion ToQuestion() => new(
            Type, Question, Options, Type == QuestionType.Order ? Correct : [.. Correct.Distinct().Order()], Explanation, Difficulty);
    }
}
