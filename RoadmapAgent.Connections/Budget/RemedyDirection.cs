namespace RoadmapAgent.Connections.Budget;

/// <summary>The direction in which to change a setting.</summary>
public enum RemedyDirection
{
    /// <summary>To the bound or less.</summary>
    AtMost,

    /// <summary>To the bound or more.</summary>
    AtLeast,

    /// <summary>To the bound.</summary>
    Exactly,
}
