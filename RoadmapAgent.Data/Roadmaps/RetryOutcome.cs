namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What became of a wish to do something again.</summary>
public enum RetryOutcome
{
    /// <summary>It is being done.</summary>
    Accepted,

    /// <summary>There is no such roadmap, or no such piece of content.</summary>
    NotFound,

    /// <summary>The roadmap's state does not allow it.</summary>
    NotNow,
}
