namespace RoadmapAgent.Connections.Budget;

/// <summary>The limits of PostgreSQL.</summary>
public sealed record PostgresDescription
{
    /// <summary>The server's <c>max_connections</c>; 1 or more. Default: 100.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>The server's <c>superuser_reserved_connections</c>; 0 or more. Default: 3.</summary>
    public int SuperuserReserved { get; init; } = 3;

    /// <summary>The server's <c>reserved_connections</c> (PostgreSQL 16 and later); 0 or more. Default: 0.</summary>
    public int Reserved { get; init; }

    /// <summary>
    /// Connections reserved for migrations, the monitor, health checks and operators using <c>psql</c>; 0 or more. Default: 13.
    /// </summary>
    public int OperationsReserve { get; init; } = 13;
}
