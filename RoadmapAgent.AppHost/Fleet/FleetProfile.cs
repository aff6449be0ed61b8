namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Named sets of sizes to start from.</summary>
public enum FleetProfile
{
    /// <summary>For F5: five processes.</summary>
    Laptop,

    /// <summary>The predecessor's fleet: 21 processes with 15 connections each.</summary>
    Seed,
}
