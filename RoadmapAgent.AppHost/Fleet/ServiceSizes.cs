using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What one service may use.</summary>
public sealed class ServiceSizes
{
    /// <summary>Processes.</summary>
    [Range(1, 10_000)]
    public int Replicas { get; set; } = 1;

    /// <summary>Connections a process may open: Npgsql's <c>Maximum Pool Size</c>.</summary>
    [Range(1, 10_000)]
    public int MaxPoolSize { get; set; } = 10;

    /// <summary>Units of work that may use the database at once in a process; 0, the default, means as many as the pool has room for.</summary>
    [Range(0, 10_000)]
    public int Gate { get; set; }

    /// <summary>Connections of a process for users that do not pass the gate: relay, lease and health check. Default: 3.</summary>
    [Range(0, 100)]
    public int UngatedConnections { get; set; } = 3;

    /// <summary>Server connections the pooler keeps for the service: its pool size.</summary>
    [Range(1, 10_000)]
    public int Share { get; set; } = 4;

    /// <summary>Server connections that the service may have besides its share when its clients have waited for five seconds. Default: 0.</summary>
    [Range(0, 10_000)]
    public int Reserve { get; set; }

    /// <summary>How much the service counts when sizes are planned. Default: 1.</summary>
    [Range(1, 1000)]
    public int Weight { get; set; } = 1;
}
