using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.Budget;

/// <summary>The limits of PostgreSQL.</summary>
public sealed record PostgresDescription : Sizes
{
    /// <summary>The server's <c>max_connections</c>, 1 to 10,000. Default: 100, as in PostgreSQL.</summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; init; } = 100;

    /// <summary>The server's <c>superuser_reserved_connections</c>, 0 to 10,000. Default: 3, as in PostgreSQL.</summary>
    [Range(0, 10_000)]
    public int SuperuserReserved { get; init; } = 3;

    /// <summary>The server's <c>reserved_connections</c> (PostgreSQL 16 and later), 0 to 10,000. Default: 0, as in PostgreSQL.</summary>
    [Range(0, 10_000)]
    public int Reserved { get; init; }

    /// <summary>
    /// Connections reserved for migrations, the monitor, health checks and operators using <c>psql</c>, 0 to 10,000. Default: 13.
    /// </summary>
    [Range(0, 10_000)]
    public int OperationsReserve { get; init; } = 13;
}
