namespace RoadmapAgent.Messaging;

/// <summary>Tells all processes that something happens in one of them.</summary>
/// <param name="Process">The process.</param>
public sealed record FleetActive(string Process);
