namespace RoadmapAgent.Connections.Budget;

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
