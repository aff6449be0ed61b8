using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.Budget;

/// <summary>
/// The sizes and limits of a fleet: the section <c>Fleet</c>, and the input of the connection budget. Numbers are connections unless stated
/// otherwise.
/// </summary>
public record FleetDescription : Sizes
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Fleet";

    /// <summary>How services reach PostgreSQL. Default: <see cref="FleetTopology.Pooled"/>.</summary>
    public FleetTopology Topology { get; init; }

    /// <summary>
    /// The additional processes during a rolling deployment, as a fraction of the declared ones, 0 to 10. Default: 1, which means that old
    /// and new processes run side by side.
    /// </summary>
    [Range(0d, 10d)]
    public double Surge { get; init; } = 1;

    /// <summary>The services that use the database. Default: none.</summary>
    public IReadOnlyList<ServiceDescription> Services { get; init; } = [];

    /// <summary>The limits of PostgreSQL.</summary>
    public PostgresDescription Postgres { get; init; } = new();

    /// <summary>The limits of the pooler; ignored in <see cref="FleetTopology.Direct"/>.</summary>
    public PoolerDescription Pooler { get; init; } = new();

    /// <summary>The users of the operations reserve.</summary>
    public OperationsDescription Operations { get; init; } = new();

    /// <summary>
    /// Whether a monitor moves the shares by what is in use, within their sum; the application decides. Default: false, they are fixed.
    /// </summary>
    [Editable(false)]
    public bool IsElastic { get; init; }

    /// <summary>Whether all services share one pool, in which case their own shares are ignored.</summary>
    internal bool SharesOnePool => Topology == FleetTopology.Pooled && Pooler.PoolSize is not null;

    /// <summary>Whether a service uses the pooler.</summary>
    internal bool IsPooled(ServiceDescription service) => Topology == FleetTopology.Pooled && !service.Direct;

    /// <summary>
    /// Computes the peak number of processes of a service, reached during a rolling deployment: ⌈replicas × (1 + surge)⌉.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <returns>0 or more; <see cref="long.MaxValue"/> if the number is larger.</returns>
    public long Peak(ServiceDescription service) => Saturating.Grow(service.Replicas, Surge);

    /// <summary>Returns everything that has numbers, by its configuration section.</summary>
    public IEnumerable<(string Section, Sizes Sizes)> Parts() =>
    [
        (Section, this),
        ($"{Section}:{nameof(Postgres)}", Postgres),
        ($"{Section}:{nameof(Pooler)}", Pooler),
        ($"{Section}:{nameof(Operations)}", Operations),
        .. Services.Select(service => (SettingKeys.OfFleet(service), (Sizes)service)),
    ];
}
