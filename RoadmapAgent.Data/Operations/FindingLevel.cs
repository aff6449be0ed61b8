namespace RoadmapAgent.Data.Operations;

/// <summary>The severity of a finding.</summary>
public enum FindingLevel
{
    /// <summary>Needs attention.</summary>
    Degraded,

    /// <summary>Needs action.</summary>
    Unhealthy,
}
