namespace RoadmapAgent.Data.Leases;

/// <summary>A lease as a process asks for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Holder">The process.</param>
/// <param name="Duration">The time for which it is held, from every renewal.</param>
public sealed record Lease(string Name, string Holder, TimeSpan Duration);
