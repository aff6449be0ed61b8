namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A process of this machine.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Parent">The parent process id.</param>
/// <param name="Name">The program name, truncated to 15 characters.</param>
internal sealed record LocalProcess(int Id, int Parent, string Name)
{
    /// <summary>Whether it is a server, not a service.</summary>
    public bool IsServer => Name is "beam.smp" or "postgres" or "pgbouncer";

    public override string ToString() => $"{Id} {Name}";
}
