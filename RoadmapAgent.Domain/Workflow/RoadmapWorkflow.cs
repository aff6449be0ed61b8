namespace RoadmapAgent.Domain.Workflow;

/// <summary>The workflow's rules: the next state for every state and event. Pure, so that every order of messages can be tested.</summary>
public static class RoadmapWorkflow
{
    /// <summary>Maximum number of consecutive edits requested by the validation before the roadmap fails.</summary>
    public const int MaxEdits = 3;

    /// <summary>
    /// Returns the next state; null if the event does not apply to the current one because it is late, early or a duplicate.
    /// </summary>
    /// <param name="state">The roadmap's state.</param>
    /// <param name="happened">The event.</param>
    public static WorkflowState? Decide(WorkflowState state, WorkflowEvent happened) => (state.Status, state.Step, happened) switch
    {
        (not RoadmapStatus.Completed, _, RetryRequested retry) when state.Ended => Resume(state, retry.From),
        (not RoadmapStatus.Cancelled, _, RegenerationRequested) when state.Ended => Resume(state, WorkflowStep.ContentGeneration),
        _ when state.Ended => null,
        (_, _, CancelRequested) => End(state, RoadmapStatus.Cancelled),
        (RoadmapStatus.Pending, _, Started) => state with { Status = RoadmapStatus.Processing, Step = WorkflowStep.IntentAnalysis },
        (RoadmapStatus.HumanReviewPending, _, ReviewDecided { Approved: true }) =>
            state with { Status = RoadmapStatus.Processing, Step = WorkflowStep.ContentGeneration },
        (RoadmapStatus.HumanReviewPending, _, ReviewDecided) =>
            state with { Status = RoadmapStatus.Processing, Step = WorkflowStep.RoadmapEdit, Edits = 0 },
        (RoadmapStatus.Processing, _, _) => WhileProcessing(state, happened),
        _ => null,
    };

    /// <summary>Returns the final status of a roadmap whose content has all been attempted.</summary>
    /// <param name="failed">Pieces that could not be written.</param>
    /// <param name="total">All pieces.</param>
    public static RoadmapStatus Outcome(int failed, int total) =>
        failed == 0 ? RoadmapStatus.Completed
        : failed * 2 >= total ? RoadmapStatus.Failed
        : RoadmapStatus.PartialFailure;

    /// <summary>Returns the step at which to resume a roadmap that has ended, so that completed steps are not repeated.</summary>
    /// <param name="understood">Whether the request has been analyzed.</param>
    /// <param name="planned">Whether there is a plan.</param>
    /// <param name="refused">Whether a reviewer requested changes that have not been made yet.</param>
    /// <param name="approved">Whether content generation has started.</param>
    public static WorkflowStep ResumeAt(bool understood, bool planned, bool refused, bool approved) =>
        approved ? WorkflowStep.ContentGeneration
        : refused ? WorkflowStep.RoadmapEdit
        : planned ? WorkflowStep.StructureValidation
        : understood ? WorkflowStep.CurriculumDesign
        : WorkflowStep.IntentAnalysis;

    private static WorkflowState? WhileProcessing(WorkflowState state, WorkflowEvent happened) => (state.Step, happened) switch
    {
        (WorkflowStep.IntentAnalysis, IntentAnalyzed) => state with { Step = WorkflowStep.CurriculumDesign },
        (WorkflowStep.CurriculumDesign, CurriculumDesigned) => state with { Step = WorkflowStep.StructureValidation },
        (WorkflowStep.StructureValidation, StructureValidated { Valid: true }) => AfterValidation(state),
        (WorkflowStep.StructureValidation, StructureValidated) when state.Edits < MaxEdits =>
            state with { Step = WorkflowStep.RoadmapEdit, Edits = state.Edits + 1 },
        (WorkflowStep.StructureValidation, StructureValidated) => End(state, RoadmapStatus.Failed),
        (WorkflowStep.RoadmapEdit, RoadmapEdited) => state with { Step = WorkflowStep.StructureValidation, Round = state.Round + 1 },
        (WorkflowStep.ContentGeneration, ContentAttempted { Pending: 0 } content) => End(state, Outcome(content.Failed, content.Total)),
        (WorkflowStep.ContentGeneration, ContentAttempted) => state,
        (_, StepFailed) => End(state, RoadmapStatus.Failed),
        _ => null,
    };

    private static WorkflowState AfterValidation(WorkflowState state) => state.SkipReview
        ? state with { Step = WorkflowStep.ContentGeneration }
        : state with { Status = RoadmapStatus.HumanReviewPending, Step = WorkflowStep.HumanReview };

    private static WorkflowState Resume(WorkflowState state, WorkflowStep step) =>
        state with { Status = RoadmapStatus.Processing, Step = step, Edits = 0 };

    private static WorkflowState End(WorkflowState state, RoadmapStatus status) =>
        state with { Status = status, Step = WorkflowStep.Finished };
}
