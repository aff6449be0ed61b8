using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The state that workflow decisions depend on.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Status">The roadmap's status.</param>
/// <param name="Step">The current step.</param>
/// <param name="Round">The number of edits so far.</param>
/// <param name="SkipReview">Whether content is written without a review.</param>
/// <param name="Edits">The number of edits requested by the validation since the plan was designed, reviewed or resumed.</param>
public sealed record WorkflowState(
    Guid RoadmapId, RoadmapStatus Status, WorkflowStep Step, int Round, bool SkipReview, int Edits = 0)
{
    /// <summary>Whether the roadmap has ended; only its owner can resume it.</summary>
    public bool Ended =>
        Status is RoadmapStatus.Completed or RoadmapStatus.PartialFailure or RoadmapStatus.Failed or RoadmapStatus.Cancelled;

    /// <summary>Whether the content of the concepts is being written.</summary>
    public bool GeneratesContent => Status is RoadmapStatus.Processing && Step is WorkflowStep.ContentGeneration;

    /// <summary>
    /// Returns whether the roadmap awaits a command for this step of this round: the command is neither late nor a duplicate.
    /// </summary>
    public bool Awaits(WorkflowStep step, int round) =>
        (Status is RoadmapStatus.Processing && Step == step && Round == round)
        || (Status is RoadmapStatus.Pending && step is WorkflowStep.IntentAnalysis);
}
