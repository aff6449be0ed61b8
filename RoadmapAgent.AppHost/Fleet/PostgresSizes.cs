using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What PostgreSQL allows.</summary>
public sealed class PostgresSizes
{
    /// <summary>The server's <c>max_connections</c>. Default: 100, PostgreSQL's own.</summary>
    [Range(10, 10_000)]
    public int MaxConnections { get; set; } = 100;

    /// <summary>The server's <c>superuser_reserved_connections</c>. Default: 3, PostgreSQL's own.</summary>
    [Range(0, 10_000)]
    public int SuperuserReserved { get; set; } = 3;

    /// <summary>The server's <c>reserved_connections</c> (PostgreSQL 16 and later). Default: 0, PostgreSQL's own.</summary>
    [Range(0, 10_000)]
    public int Reserved { get; set; }

    /// <summary>Connections kept free for migrations, the monitor, health checks and a person with <c>psql</c>. Default: 13.</summary>
    [Range(0, 10_000)]
    public int OperationsReserve { get; set; } = 13;
}
