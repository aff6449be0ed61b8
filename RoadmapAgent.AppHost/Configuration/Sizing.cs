namespace RoadmapAgent.AppHost.Configuration;

/// <summary>The source of pool sizes and shares.</summary>
public enum Sizing
{
    /// <summary>From the profile and the settings.</summary>
    Declared,

    /// <summary>From the planner: as large as the limits allow, distributed by the services' weights.</summary>
    Planned,

    /// <summary>
    /// As declared to begin with; what a service leaves idle is lent to those whose clients wait. Only for a pooler that runs as a process.
    /// </summary>
    Elastic,
}
