namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Named sets of default sizes.</summary>
public enum FleetProfile
{
    /// <summary>Five processes, for local development.</summary>
    Laptop,

    /// <summary>The predecessor's fleet: 21 processes with 15 connections each.</summary>
    Seed,
}
