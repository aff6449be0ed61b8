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

    /// <summary>
    /// A managed PostgreSQL with a transaction pooler of its own: <c>ConnectionStrings:roadmap</c> leads through it,
    /// <c>ConnectionStrings:roadmap-direct</c> around it. RabbitMQ still comes from this machine, unless <c>ConnectionStrings:messaging</c> is set.
    /// </summary>
    Hosted,
}

/// <summary>Where pool sizes and shares come from.</summary>
public enum Sizing
{
    /// <summary>From the profile and the settings.</summary>
    Declared,

    /// <summary>From the planner: as large as the limits allow, by the services' weights.</summary>
    Planned,
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

    /// <summary>Where pool sizes and shares come from. Default: <see cref="Sizing.Declared"/>.</summary>
    public Sizing Sizing { get; set; }

    /// <summary>Connections of PostgreSQL that the planner leaves unused beyond the reserves. Default: 0.</summary>
    [Range(0, 10_000)]
    public int MinimumHeadroom { get; set; }

    /// <summary>
    /// How many replicas a rolling deployment runs besides the declared ones, as a share of them. Default: 1, old and new side by side.
    /// </summary>
    [Range(0, 10)]
    public double Surge { get; set; } = 1;

    /// <summary>
    /// Where local server processes keep their data; for containers another directory means volumes of its own. Default: below the user's
    /// local data; below <c>/var/lib</c> when started as root.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = RoadmapAgent.AppHost.Servers.DataDirectory.Default;

    /// <summary>The PostgreSQL server.</summary>
    public PostgresSizes Postgres { get; } = new();

    /// <summary>The pooler.</summary>
    public PoolerSizes Pooler { get; } = new();

    /// <summary>Who uses the operations reserve.</summary>
    public OperationsSizes Operations { get; } = new();

    /// <summary>The services by resource name.</summary>
    public Dictionary<string, ServiceSizes> Services { get; } = [];
}

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

/// <summary>What the pooler allows.</summary>
public sealed class PoolerSizes
{
    /// <summary>PgBouncer's <c>max_client_conn</c>. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxClientConnections { get; set; } = 1000;

    /// <summary>Clients that are no service's: consoles and health checks. Default: 5.</summary>
    [Range(0, 1000)]
    public int AdminConnections { get; set; } = 5;

    /// <summary>
    /// Only with <see cref="ServerMode.Hosted"/>: server connections of the hosted pooler's pool, as its plan says. There is no default.
    /// </summary>
    [Range(1, 10_000)]
    public int? PoolSize { get; set; }

    /// <summary>
    /// Files that the pooler's process may open. Default: what this machine allows (<c>ulimit -Hn</c>) where the pooler is a process of it,
    /// elsewhere not counted.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? OpenFileLimit { get; set; }
}

/// <summary>Who connects past the pooler.</summary>
public sealed class OperationsSizes
{
    /// <summary>Connections of the migrations. Default: 2.</summary>
    [Range(0, 1000)]
    public int Migrations { get; set; } = 2;

    /// <summary>Connections of the monitor: one samples, another may be taking over. Default: 2.</summary>
    [Range(0, 1000)]
    public int Monitor { get; set; } = 2;

    /// <summary>Connections of the AppHost's health checks. Default: 2.</summary>
    [Range(0, 1000)]
    public int HealthChecks { get; set; } = 2;
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
