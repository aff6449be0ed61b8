namespace RoadmapAgent.Domain.Workflow;

/// <summary>Everything a decision depends on.</summary>
/// <param name="Status">Where the roadmap stands.</param>
/// <param name="Step">What is being done.</param>
/// <param name="Round">How many edits there were.</param>
/// <param name="SkipReview">Whether content is written without a review.</param>
/// <param name="Edits">How many edits the check has asked for since an author or a reviewer last said what the plan should be.</param>
public sealed record WorkflowState(RoadmapStatus Status, WorkflowStep Step, int Round, bool SkipReview, int Edits = 0)
{
    /// <summary>A new roadmap.</summary>
    public static WorkflowState New(bool skipReview) => new(RoadmapStatus.Pending, WorkflowStep.Queued, 0, skipReview);

    /// <summary>Whether nothing happens to the roadmap any more unless its owner asks for it.</summary>
    public bool Ended => Status is RoadmapStatus.Completed or RoadmapStatus.PartialFailure or RoadmapStatus.Failed or RoadmapStatus.Cancelled;

    /// <summary>Whether a command for this step of this round is the one that is waited for: neither late nor a duplicate.</summary>
    public bool Awaits(WorkflowStep step, int round) =>
        (Status is RoadmapStatus.Processing && Step == step && Round == round)
        || (Status is RoadmapStatus.Pending && step is WorkflowStep.IntentAnalysis);
}
