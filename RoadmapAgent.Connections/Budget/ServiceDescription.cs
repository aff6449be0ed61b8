namespace RoadmapAgent.Connections.Budget;

/// <summary>A service: a number of processes that are alike, each with one connection pool.</summary>
public sealed record ServiceDescription
{
    /// <summary>The service's name, which is its key in <c>Fleet:Services</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Processes; 0 or more. Default: 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Connections a process may open (Npgsql's <c>Maximum Pool Size</c>); 1 or more. Default: 10.</summary>
    public int MaxPoolSize { get; init; } = 10;

    /// <summary>Units of work that may use the database at once in a process; 0, the default, means as many as the pool has room for.</summary>
    public int Gate { get; init; }

    /// <summary>Connections a unit of work holds at once; 1 or more. Default: 1.</summary>
    public int ConnectionsPerUnitOfWork { get; init; } = 1;

    /// <summary>Connections for users that do not pass the gate (relay, lease, health check); 0 or more. Default: 3.</summary>
    public int UngatedConnections { get; init; } = 3;

    /// <summary>
    /// Server connections the pooler keeps for the service (<c>pool_size</c> of its alias); 1 or more, because PgBouncer takes 0 for no limit.
    /// Default: 4. Of no account in <see cref="FleetTopology.Direct"/>.
    /// </summary>
    public int Share { get; init; } = 4;

    /// <summary>Server connections the alias may open beyond its share when clients wait long; 0, the default, or more.</summary>
    public int Reserve { get; init; }

    /// <summary>How much the service counts when <see cref="ConnectionPlanner"/> hands out connections; 1, the default, or more.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The gate in force; at least 1, even if there is no room for it.</summary>
    public int EffectiveGate => Gate > 0
        ? Gate
        : (int)Math.Max(1, ((long)MaxPoolSize - UngatedConnections) / Math.Max(1, ConnectionsPerUnitOfWork));
}
