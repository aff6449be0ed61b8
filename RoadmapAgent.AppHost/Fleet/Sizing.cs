namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Where pool sizes and shares come from.</summary>
public enum Sizing
{
    /// <summary>From the profile and the settings.</summary>
    Declared,

    /// <summary>From the planner: as large as the limits allow, by the services' weights.</summary>
    Planned,
}
