namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The outcome of a retry request.</summary>
public enum RetryOutcome
{
    /// <summary>The work has been queued.</summary>
    Accepted,

    /// <summary>There is no such roadmap, or no such piece of content.</summary>
    NotFound,

    /// <summary>The roadmap's state does not allow it.</summary>
    NotNow,
}
