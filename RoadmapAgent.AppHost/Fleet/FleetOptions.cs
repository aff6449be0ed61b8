using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Named sets of sizes to start from.</summary>
public enum FleetProfile
{
    /// <summary>For F5: five processes.</summary>
    Laptop,

    /// <summary>The predecessor's fleet: 21 processes with 15 connections each.</summary>
    Seed,
}

/// <summary>How services reach PostgreSQL.</summary>
public enum Topology
{
    /// <summary>Through PgBouncer in transaction mode, every service by its own alias and role.</summary>
    Pooled,

    /// <summary>Every service straight to PostgreSQL.</summary>
    Direct,
}

/// <summary>Where PostgreSQL, PgBouncer and RabbitMQ come from.</summary>
public enum ServerMode
{
    /// <summary>Containers when a container runtime answers, processes otherwise.</summary>
    Auto,

    /// <summary>The official images.</summary>
    Containers,

    /// <summary>The programs installed on this machine, with data directories and ports of their own.</summary>
    Processes,
}

/// <summary>The fleet's shape and sizes, from the configuration section <c>Fleet</c>; what is not set comes from the profile.</summary>
public sealed class FleetOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Fleet";

    /// <summary>Which sizes to start from. Default: <see cref="FleetProfile.Laptop"/>.</summary>
    public FleetProfile Profile { get; set; }

    /// <summary>How services reach PostgreSQL. Default: <see cref="Topology.Pooled"/>.</summary>
    public Topology Topology { get; set; }

    /// <summary>Where the servers come from. Default: <see cref="ServerMode.Auto"/>.</summary>
    public ServerMode Servers { get; set; }

    /// <summary>
    /// How many replicas a rolling deployment runs besides the declared ones, as a share of them. Default: 1, old and new side by side.
    /// </summary>
    [Range(0, 10)]
    public double Surge { get; set; } = 1;

    /// <summary>
    /// Where local server processes keep their data. Default: below the user's local data; below <c>/var/lib</c> when started as root.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = RoadmapAgent.AppHost.Servers.DataDirectory.Default;

    /// <summary>The PostgreSQL server.</summary>
    public PostgresSizes Postgres { get; } = new();

    /// <summary>The pooler.</summary>
    public PoolerSizes Pooler { get; } = new();

    /// <summary>The services by resource name.</summary>
    public Dictionary<string, ServiceSizes> Services { get; } = [];
}

/// <summary>What PostgreSQL allows.</summary>
public sealed class PostgresSizes
{
    /// <summary>The server's <c>max_connections</c>. Default: 100, PostgreSQL's own.</summary>
    [Range(10, 10_000)]
    public int MaxConnections { get; set; } = 100;

    /// <summary>Connections kept free for migrations, the monitor, health checks and a person with <c>psql</c>. Default: 13.</summary>
    [Range(0, 10_000)]
    public int OperationsReserve { get; set; } = 13;
}

/// <summary>What the pooler allows.</summary>
public sealed class PoolerSizes
{
    /// <summary>PgBouncer's <c>max_client_conn</c>. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxClientConnections { get; set; } = 1000;
}

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

    /// <summary>Server connections the pooler keeps for the service: its pool size.</summary>
    [Range(1, 10_000)]
    public int Share { get; set; } = 4;
}
