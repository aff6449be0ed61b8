using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>
/// The workflow's rules: for every state and event the next state, the progress events, the commands and the error. Pure, so that every
/// order of messages can be tested.
/// </summary>
public static class RoadmapWorkflow
{
    /// <summary>Maximum number of consecutive edits requested by the validation before the roadmap fails.</summary>
    public const int MaxEdits = 3;

    /// <summary>The longest delay of a retried concept.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    /// <summary>Returns the decision that creates a roadmap.</summary>
    /// <param name="roadmapId">The new roadmap.</param>
    /// <param name="skipReview">Whether content is written without a review.</param>
    public static Decision Begin(Guid roadmapId, bool skipReview)
    {
        var state = new WorkflowState(roadmapId, RoadmapStatus.Pending, WorkflowStep.Queued, Round: 0, skipReview);
        return new(new RoadmapRequested(), state, [ProgressEvents.OfState(state)], [Advance(state, WorkflowStep.IntentAnalysis)]);
    }

    /// <summary>
    /// Returns what follows from an event; null if it does not apply to the current state because it is late, early or a duplicate.
    /// </summary>
    /// <param name="state">The roadmap's state.</param>
    /// <param name="happened">The event.</param>
    public static Decision? Decide(WorkflowState state, WorkflowEvent happened) => (state.Status, happened) switch
    {
        (not RoadmapStatus.Completed, RetryRequested retry) when state.Ended => Retry(state, retry),
        (not RoadmapStatus.Cancelled, RegenerationRequested wish) when state.Ended =>
            Resume(state, wish, WorkflowStep.ContentGeneration, [Generate(state, wish.ConceptId)]),
        _ when state.Ended => null,
        (_, CancelRequested) => End(state, happened, RoadmapStatus.Cancelled, error: null),
        (RoadmapStatus.Pending, Started) => Start(state, happened),
        (RoadmapStatus.Pending, StepFailed failure) => End(state, failure, RoadmapStatus.Failed, failure.Reason),
        (RoadmapStatus.Pending, Stalled) => Repeat(state, happened, [Advance(state, WorkflowStep.IntentAnalysis)]),
        (RoadmapStatus.HumanReviewPending, ReviewDecided { Approved: true } review) => WriteContent(state, review, review.Concepts),
        (RoadmapStatus.HumanReviewPending, ReviewDecided) =>
            Proceed(state with { Status = RoadmapStatus.Processing, Step = WorkflowStep.RoadmapEdit, Edits = 0 }, happened),
        (RoadmapStatus.Processing, _) => WhileProcessing(state, happened),
        _ => null,
    };

    /// <summary>Returns the final status of a roadmap whose content has all been attempted.</summary>
    /// <param name="failed">Pieces that could not be written.</param>
    /// <param name="total">All pieces.</param>
    public static RoadmapStatus Outcome(int failed, int total) =>
        failed == 0 ? RoadmapStatus.Completed
        : failed * 2 >= total ? RoadmapStatus.Failed
        : RoadmapStatus.PartialFailure;

    private static Decision? WhileProcessing(WorkflowState state, WorkflowEvent happened) => (state.Step, happened) switch
    {
        (WorkflowStep.IntentAnalysis, IntentAnalyzed) => Proceed(state with { Step = WorkflowStep.CurriculumDesign }, happened),
        (WorkflowStep.CurriculumDesign, CurriculumDesigned) => Proceed(state with { Step = WorkflowStep.StructureValidation }, happened),
        (WorkflowStep.StructureValidation, StructureValidated validated) => AfterValidation(state, validated),
        (WorkflowStep.RoadmapEdit, RoadmapEdited) =>
            Proceed(state with { Step = WorkflowStep.StructureValidation, Round = state.Round + 1 }, happened),
        (WorkflowStep.ContentGeneration, ConceptAttempted attempted) =>
            new(attempted, state, [ProgressEvents.OfConcept(attempted.ConceptId, attempted.Complete)], []),
        (WorkflowStep.ContentGeneration, ContentAttempted { Pending: 0 } content) =>
            EndOfContent(state, content, content.Failed, content.Total),
        (_, StepFailed failure) => End(state, failure, RoadmapStatus.Failed, failure.Reason),
        (WorkflowStep.ContentGeneration, Stalled stalled) => AfterStall(state, stalled),
        (_, Stalled) => Repeat(state, happened, [Advance(state, state.Step)]),
        _ => null,
    };

    private static Decision AfterValidation(WorkflowState state, StructureValidated validated) => validated.Valid
        ? state.SkipReview ? WriteContent(state, validated, validated.Concepts) : AwaitReview(state, validated)
        : state.Edits < MaxEdits
            ? Proceed(state with { Step = WorkflowStep.RoadmapEdit, Edits = state.Edits + 1 }, validated)
            : End(
                state,
                validated,
                RoadmapStatus.Failed,
                $"No valid plan after {MaxEdits} edits: {string.Join(" ", validated.Findings)}");

    private static Decision AfterStall(WorkflowState state, Stalled stalled) => stalled.Pending.Count > 0
        ? Repeat(state, stalled, [.. stalled.Pending.Select(concept => Generate(state, concept))])
        : EndOfContent(state, stalled, stalled.Failed, stalled.Total);

    private static Decision EndOfContent(WorkflowState state, WorkflowEvent happened, int failed, int total)
    {
        var outcome = Outcome(failed, total);
        var error = outcome is RoadmapStatus.Completed ? null : $"{failed} of {total} pieces of content could not be written.";
        return End(state, happened, outcome, error);
    }

    // The state stays, so a worker that is only slow is not disturbed; whichever message arrives first takes the roadmap on.
    private static Decision Repeat(WorkflowState state, WorkflowEvent happened, IReadOnlyList<Command> commands) =>
        new(happened, state, [ProgressEvents.OfState(state)], commands);

    // Sends nothing: the worker that starts the roadmap also takes its first step, and the command for it is on its way until it has.
    private static Decision Start(WorkflowState state, WorkflowEvent happened)
    {
        var next = state with { Status = RoadmapStatus.Processing, Step = WorkflowStep.IntentAnalysis };
        return new(happened, next, [ProgressEvents.OfState(next)], []);
    }

    private static Decision Proceed(WorkflowState next, WorkflowEvent happened) =>
        new(happened, next, [ProgressEvents.OfState(next)], [Advance(next, next.Step)]);

    private static Decision AwaitReview(WorkflowState state, WorkflowEvent happened)
    {
        var next = state with { Status = RoadmapStatus.HumanReviewPending, Step = WorkflowStep.HumanReview };
        return new(happened, next, [ProgressEvents.OfState(next)], []);
    }

    private static Decision WriteContent(WorkflowState state, WorkflowEvent happened, IReadOnlyList<string> concepts)
    {
        var next = state with { Status = RoadmapStatus.Processing, Step = WorkflowStep.ContentGeneration };
        return new(happened, next, [ProgressEvents.OfState(next)], [.. concepts.Select(concept => Generate(next, concept))]);
    }

    private static Decision End(WorkflowState state, WorkflowEvent happened, RoadmapStatus status, string? error)
    {
        var next = state with { Status = status, Step = WorkflowStep.Finished };
        return new(happened, next, [ProgressEvents.OfState(next, error)], [], error);
    }

    // Completed steps are not repeated.
    private static Decision Retry(WorkflowState state, RetryRequested retry) => retry switch
    {
        { Incomplete.Count: > 0 } => Resume(
            state,
            retry,
            WorkflowStep.ContentGeneration,
            [.. retry.Incomplete.Select(concept => Generate(state, concept.ConceptId, DelayAfter(concept.Attempts)))]),
        { Incomplete: not null } => Complete(state, retry),
        { Refused: true } => ResumeStep(state, retry, WorkflowStep.RoadmapEdit),
        { Planned: true } => ResumeStep(state, retry, WorkflowStep.StructureValidation),
        { Understood: true } => ResumeStep(state, retry, WorkflowStep.CurriculumDesign),
        _ => ResumeStep(state, retry, WorkflowStep.IntentAnalysis),
    };

    private static Decision Complete(WorkflowState state, RetryRequested retry)
    {
        var next = state with { Status = RoadmapStatus.Completed, Step = WorkflowStep.Finished };
        var resumed = next with { Status = RoadmapStatus.Processing, Step = WorkflowStep.ContentGeneration };
        return new(retry, next, [ProgressEvents.OfRetry(resumed), ProgressEvents.OfState(next)], []);
    }

    private static Decision ResumeStep(WorkflowState state, WorkflowEvent wish, WorkflowStep step) =>
        Resume(state, wish, step, [Advance(state, step)]);

    private static Decision Resume(WorkflowState state, WorkflowEvent wish, WorkflowStep step, IReadOnlyList<Command> commands)
    {
        var next = state with { Status = RoadmapStatus.Processing, Step = step, Edits = 0 };
        return new(wish, next, [ProgressEvents.OfRetry(next)], commands);
    }

    private static Command Advance(WorkflowState state, WorkflowStep step) =>
        new(new AdvanceRoadmap(state.RoadmapId, step, state.Round));

    private static Command Generate(WorkflowState state, string conceptId, TimeSpan delay = default) =>
        new(new GenerateConcept(state.RoadmapId, conceptId), delay);

    // None after the first attempt; then 2, 4, 8 … seconds.
    private static TimeSpan DelayAfter(int attempts) =>
        attempts > 1 ? TimeSpan.FromSeconds(Math.Min(MaxDelay.TotalSeconds, Math.Pow(2, attempts - 1))) : TimeSpan.Zero;
}
