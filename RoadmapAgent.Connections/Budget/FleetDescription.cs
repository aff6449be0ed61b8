namespace RoadmapAgent.Connections.Budget;

/// <summary>How services reach PostgreSQL.</summary>
public enum FleetTopology
{
    /// <summary>Through a transaction pooler that gives every service a share of the server's connections.</summary>
    Pooled,

    /// <summary>Every process straight to PostgreSQL.</summary>
    Direct,
}

/// <summary>Everything the connection budget depends on. Numbers are connections unless said otherwise.</summary>
public sealed record FleetDescription
{
    /// <summary>How services reach PostgreSQL. Default: <see cref="FleetTopology.Pooled"/>.</summary>
    public FleetTopology Topology { get; init; }

    /// <summary>
    /// How many processes a rolling deployment runs besides the declared ones, as a share of them; 0 or more. Default: 1, old and new side by side.
    /// </summary>
    public double Surge { get; init; } = 1;

    /// <summary>The services that use the database. Default: none.</summary>
    public IReadOnlyList<ServiceDescription> Services { get; init; } = [];

    /// <summary>What PostgreSQL allows.</summary>
    public PostgresDescription Postgres { get; init; } = new();

    /// <summary>What the pooler allows; of no account in <see cref="FleetTopology.Direct"/>.</summary>
    public PoolerDescription Pooler { get; init; } = new();

    /// <summary>Who uses the operations reserve.</summary>
    public OperationsDescription Operations { get; init; } = new();

    /// <summary>Whether all services share one pool, so that their own shares are of no account.</summary>
    internal bool SharesOnePool => Topology == FleetTopology.Pooled && Pooler.SharedPoolSize is not null;

    /// <summary>The most processes of a service at once: while a rolling deployment replaces them, ⌈replicas × (1 + surge)⌉.</summary>
    /// <param name="service">The service.</param>
    /// <returns>0 or more; <see cref="long.MaxValue"/> stands for everything beyond.</returns>
    public long Peak(ServiceDescription service) => Saturating.Grow(service.Replicas, Surge);
}

/// <summary>What PostgreSQL allows.</summary>
public sealed record PostgresDescription
{
    /// <summary>The server's <c>max_connections</c>; 1 or more. Default: 100.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>The server's <c>superuser_reserved_connections</c>; 0 or more. Default: 3.</summary>
    public int SuperuserReserved { get; init; } = 3;

    /// <summary>The server's <c>reserved_connections</c> (PostgreSQL 16 and later); 0 or more. Default: 0.</summary>
    public int Reserved { get; init; }

    /// <summary>Kept from the services for migrations, the monitor, health checks and a person with <c>psql</c>; 0 or more. Default: 13.</summary>
    public int OperationsReserve { get; init; } = 13;
}

/// <summary>What the pooler allows.</summary>
public sealed record PoolerDescription
{
    /// <summary>PgBouncer's <c>max_client_conn</c>; 1 or more. Default: 1000.</summary>
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>
    /// Server connections of the one pool that all services share, as at a hosted pooler with one role; 1 or more. Null, the default, where
    /// every service has a share of its own.
    /// </summary>
    public int? SharedPoolSize { get; init; }

    /// <summary>
    /// Clients that are no service's: the admin console of the monitor, of commands and of a person, and health checks; 0 or more. Default: 5.
    /// </summary>
    public int AdminConnections { get; init; } = 5;

    /// <summary>Files the pooler's process may open (<c>ulimit -n</c>), or null, the default, where that is not known.</summary>
    public int? OpenFileLimit { get; init; }
}

/// <summary>Who uses the operations reserve, each with a direct connection to PostgreSQL.</summary>
public sealed record OperationsDescription
{
    /// <summary>Migrations; 0 or more. Default: 2.</summary>
    public int Migrations { get; init; } = 2;

    /// <summary>The monitor; 0 or more. Default: 2, one sampling and one taking over.</summary>
    public int Monitor { get; init; } = 2;

    /// <summary>Health checks of whoever starts the fleet; 0 or more. Default: 2.</summary>
    public int HealthChecks { get; init; } = 2;
}
