namespace RoadmapAgent.AppHost.Configuration;

/// <summary>Whether services prepare frequent statements behind the pooler.</summary>
public enum PreparedStatements
{
    /// <summary>
    /// If the pooler says that it supports them. One that cannot be asked, hosted or published, counts as one that does not.
    /// </summary>
    Auto,

    /// <summary>As with <see cref="Auto"/>, but one that cannot be asked counts as one that supports them.</summary>
    Supported,

    /// <summary>Never.</summary>
    Off,
}
