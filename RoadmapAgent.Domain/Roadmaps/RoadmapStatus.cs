namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The status of a roadmap.</summary>
public enum RoadmapStatus
{
    /// <summary>Accepted, but not started.</summary>
    Pending,

    /// <summary>In progress.</summary>
    Processing,

    /// <summary>Waiting for review of the plan.</summary>
    HumanReviewPending,

    /// <summary>Finished, with all content.</summary>
    Completed,

    /// <summary>Finished, with some content missing.</summary>
    PartialFailure,

    /// <summary>Ended without a usable result.</summary>
    Failed,

    /// <summary>Cancelled by its owner.</summary>
    Cancelled,
}
