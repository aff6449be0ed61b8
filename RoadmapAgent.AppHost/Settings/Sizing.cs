namespace RoadmapAgent.AppHost.Settings;

/// <summary>The source of pool sizes and shares.</summary>
public enum Sizing
{
    /// <summary>From the profile and the settings.</summary>
    Declared,

    /// <summary>From the planner: as large as the limits allow, distributed by the services' weights.</summary>
    Planned,
}
