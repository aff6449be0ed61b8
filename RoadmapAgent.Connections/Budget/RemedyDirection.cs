namespace RoadmapAgent.Connections.Budget;

/// <summary>Which way a setting has to be changed.</summary>
public enum RemedyDirection
{
    /// <summary>To the bound or less.</summary>
    AtMost,

    /// <summary>To the bound or more.</summary>
    AtLeast,

    /// <summary>To the bound.</summary>
    Exactly,
}
