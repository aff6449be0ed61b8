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
