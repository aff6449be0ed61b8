using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The sizes and limits of a service.</summary>
public sealed class ServiceSizes
{
    /// <summary>The number of processes, 1 to 10,000. Default: 1.</summary>
    [Range(1, 10_000)]
    public int Replicas { get; set; } = 1;

    /// <summary>Connections that a process may open (Npgsql's <c>Maximum Pool Size</c>), 1 to 10,000. Default: 10.</summary>
    [Range(1, 10_000)]
    public int MaxPoolSize { get; set; } = 10;

    /// <summary>
    /// Units of work per process that may use the database at once, 0 to 10,000. Default: 0, as many as the pool has room for.
    /// </summary>
    [Range(0, 10_000)]
    public int Gate { get; set; }

    /// <summary>Connections per process for work that bypasses the gate (relay, lease, health check), 0 to 100. Default: 3.</summary>
    [Range(0, 100)]
    public int UngatedConnections { get; set; } = 3;

    /// <summary>Server connections that the pooler allots to the service (its pool size), 1 to 10,000. Default: 4.</summary>
    [Range(1, 10_000)]
    public int Share { get; set; } = 4;

    /// <summary>Additional server connections when clients of the service have waited five seconds, 0 to 10,000. Default: 0.</summary>
    [Range(0, 10_000)]
    public int Reserve { get; set; }

    /// <summary>The weight of the service when sizes are planned, 1 to 1,000. Default: 1.</summary>
    [Range(1, 1000)]
    public int Weight { get; set; } = 1;
}
