namespace RoadmapAgent.ServiceDefaults;

/// <summary>The identity of this process among all that share the database: the holder of leases, and the name of the instance.</summary>
public static class ProcessIdentity
{
    /// <summary>The machine and the process id, for people, and a random part, because both are used again.</summary>
    public static string Value { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
}
