namespace RoadmapAgent.Domain.Workflow;

/// <summary>The state that workflow decisions depend on.</summary>
/// <param name="Status">The roadmap's status.</param>
/// <param name="Step">The current step.</param>
/// <param name="Round">The number of edits so far.</param>
/// <param name="SkipReview">Whether content is written without a review.</param>
/// <param name="Edits">The number of edits requested by the validation since the plan was designed, reviewed or resumed.</param>
public sealed record WorkflowState(RoadmapStatus Status, WorkflowStep Step, int Round, bool SkipReview, int Edits = 0)
{
    /// <summary>Creates the state of a new roadmap.</summary>
    public static WorkflowState New(bool skipReview) => new(RoadmapStatus.Pending, WorkflowStep.Queued, 0, skipReview);

    /// <summary>Whether the roadmap has ended; only its owner can resume it.</summary>
    public bool Ended =>
        Status is RoadmapStatus.Completed or RoadmapStatus.PartialFailure or RoadmapStatus.Failed or RoadmapStatus.Cancelled;

    /// <summary>
    /// Returns whether the roadmap awaits a command for this step of this round: the command is neither late nor a duplicate.
    /// </summary>
    public bool Awaits(WorkflowStep step, int round) =>
        (Status is RoadmapStatus.Processing && Step == step && Round == round)
        || (Status is RoadmapStatus.Pending && step is WorkflowStep.IntentAnalysis);
}
