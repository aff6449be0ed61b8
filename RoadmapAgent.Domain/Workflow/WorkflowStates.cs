namespace RoadmapAgent.Domain.Workflow;

/// <summary>Where a roadmap stands.</summary>
public enum RoadmapStatus
{
    /// <summary>Accepted; nobody has started on it.</summary>
    Pending,

    /// <summary>Being worked on.</summary>
    Processing,

    /// <summary>Waits for a person.</summary>
    HumanReviewPending,

    /// <summary>Finished, with all content.</summary>
    Completed,

    /// <summary>Finished, with some content missing.</summary>
    PartialFailure,

    /// <summary>Ended without a usable result.</summary>
    Failed,

    /// <summary>Ended by its owner.</summary>
    Cancelled,
}

/// <summary>What is being done, or was done last.</summary>
public enum WorkflowStep
{
    /// <summary>Accepted.</summary>
    Queued,

    /// <summary>Reading the goal.</summary>
    IntentAnalysis,

    /// <summary>Designing the plan.</summary>
    CurriculumDesign,

    /// <summary>Checking the plan.</summary>
    StructureValidation,

    /// <summary>Changing the plan as the check or a reviewer asked.</summary>
    RoadmapEdit,

    /// <summary>Waiting for a person.</summary>
    HumanReview,

    /// <summary>Writing the content of every concept.</summary>
    ContentGeneration,

    /// <summary>At its end.</summary>
    Finished,
}

/// <summary>How far one piece of content is.</summary>
public enum ContentStatus
{
    /// <summary>Not written yet.</summary>
    Pending,

    /// <summary>Written.</summary>
    Completed,

    /// <summary>Could not be written.</summary>
    Failed,

    /// <summary>Of a whole concept: some of it could not be written.</summary>
    PartialFailure,
}

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
