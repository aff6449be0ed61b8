namespace RoadmapAgent.Data.Operations;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>To look at.</summary>
    Degraded,

    /// <summary>To act on.</summary>
    Unhealthy,
}
