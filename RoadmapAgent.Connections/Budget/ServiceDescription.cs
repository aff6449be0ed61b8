namespace RoadmapAgent.Connections.Budget;

/// <summary>A service: a number of identical processes, each with one connection pool.</summary>
public sealed record ServiceDescription
{
    /// <summary>The service's name, which is its key in <c>Fleet:Services</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The number of processes; 0 or more. Default: 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Connections a process may open (Npgsql's <c>Maximum Pool Size</c>); 1 or more. Default: 10.</summary>
    public int MaxPoolSize { get; init; } = 10;

    /// <summary>Units of work per process that may use the database at once. Default: 0, as many as the pool has room for.</summary>
    public int Gate { get; init; }

    /// <summary>Connections that a unit of work holds at once; 1 or more. Default: 1.</summary>
    public int ConnectionsPerUnitOfWork { get; init; } = 1;

    /// <summary>Connections for work that bypasses the gate (relay, lease, health check); 0 or more. Default: 3.</summary>
    public int UngatedConnections { get; init; } = 3;

    /// <summary>
    /// Server connections that the pooler allots to the service (<c>pool_size</c> of its alias); 1 or more, because 0 means unlimited to
    /// PgBouncer. Default: 4. Ignored in <see cref="FleetTopology.Direct"/>.
    /// </summary>
    public int Share { get; init; } = 4;

    /// <summary>Additional server connections that the alias may open when clients have waited too long; 0 or more. Default: 0.</summary>
    public int Reserve { get; init; }

    /// <summary>The weight of the service when <see cref="ConnectionPlanner"/> distributes connections; 1 or more. Default: 1.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The effective gate; at least 1, even if the pool has no room for it.</summary>
    public int EffectiveGate => Gate > 0
        ? Gate
        : (int)Math.Max(1, ((long)MaxPoolSize - UngatedConnections) / Math.Max(1, ConnectionsPerUnitOfWork));
}
