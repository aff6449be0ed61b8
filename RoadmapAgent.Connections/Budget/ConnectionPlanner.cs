using static System.FormattableString;

namespace RoadmapAgent.Connections.Budget;

/// <summary>
/// Computes sizes from limits, replicas, gates and weights. It maximizes the smallest weighted share (connections divided by weight), then
/// repeatedly gives the remaining connections to the service with the least. The result is deterministic.
/// </summary>
public static class ConnectionPlanner
{
    /// <summary>The largest planned size, unless a gate needs more.</summary>
    public const int LargestSize = 10_000;

    /// <summary>
    /// Plans sizes. In <see cref="FleetTopology.Direct"/> it replaces every <c>MaxPoolSize</c>. In <see cref="FleetTopology.Pooled"/> it
    /// replaces every <c>Share</c>, and a <c>MaxPoolSize</c> only if the gate needs a larger one or the pooler accepts fewer clients. No
    /// size exceeds what can be used: in <see cref="FleetTopology.Direct"/> a gated pool is no larger than its gate needs, and a share is
    /// no larger than its service's pools together. If all services share one pool, there are no shares to plan.
    /// </summary>
    /// <param name="fleet">The fleet; the sizes to be replaced are ignored.</param>
    /// <param name="minimumHeadroom">PostgreSQL connections to leave unused in addition to the reserves; 0 or more. Default: 0.</param>
    /// <returns>The fleet with sizes that <see cref="ConnectionBudget.Check"/> accepts; null if there are none.</returns>
    /// <exception cref="ArgumentException">A number that is not planned is out of range; the message names the setting.</exception>
    public static FleetDescription? Plan(FleetDescription fleet, int minimumHeadroom = 0)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumHeadroom);
        var pooled = fleet.Topology == FleetTopology.Pooled;
        var unsized = fleet with
        {
            Services =
            [
                .. fleet.Services.Select(service => service with
                {
                    MaxPoolSize = pooled ? Math.Max(1, service.MaxPoolSize) : 1,
                    Share = Math.Max(1, service.Share),
                }),
            ],
        };
        if (FleetValidation.Examine(unsized).Violations is { Count: > 0 } wrong)
        {
            throw new ArgumentException(string.Join(" ", wrong.Select(violation => violation.Message)), nameof(fleet));
        }

        var planned = pooled
            ? PlanPools(unsized, service => service.MaxPoolSize)
            : unsized;
        return planned is null ? null : PlanServer(planned, minimumHeadroom, pooled ? Useful : DirectCap);

        long Useful(ServiceDescription service) => Requirement.ClientDemand(planned, service);
        static long DirectCap(ServiceDescription service) => service.Gate > 0 ? 1 : LargestSize;
    }

    /// <summary>
    /// Computes the changes that make a fleet fit and keep its proportions. No size grows, except a pool that is too small for its gate.
    /// </summary>
    internal static IReadOnlyList<BudgetRemedy> ScaleDown(FleetDescription fleet)
    {
        var pools = fleet.Topology == FleetTopology.Pooled
            ? PlanPools(Weigh(fleet, Requirement.ClientDemand), service => service.MaxPoolSize)
            : fleet;
        return pools is not null && PlanServer(Weigh(pools, Requirement.ServerDemand), 0, Declared) is { } sized
            ? [.. fleet.Services.Zip(sized.Services).SelectMany(pair => Changes(pair.First, pair.Second))]
            : [];

        long Declared(ServiceDescription service) => fleet.Topology == FleetTopology.Pooled ? service.Share : service.MaxPoolSize;
    }

    private static IEnumerable<BudgetRemedy> Changes(ServiceDescription was, ServiceDescription becomes)
    {
        (string Name, int Was, int Becomes)[] sizes =
        [
            (nameof(was.MaxPoolSize), was.MaxPoolSize, becomes.MaxPoolSize),
            (nameof(was.Share), was.Share, becomes.Share),
        ];
        return sizes.Where(size => size.Was != size.Becomes).Select(size =>
            new BudgetRemedy(
                $"{SettingKeys.OfFleet(was)}:{size.Name}",
                Invariant($"{size.Was}"),
                RemedyDirection.Exactly,
                Invariant($"{size.Becomes}")));
    }

    // Uses each service's current demand as its weight, which keeps the proportions.
    private static FleetDescription Weigh(FleetDescription fleet, Func<FleetDescription, ServiceDescription, long> demand) => fleet with
    {
        Services =
        [
            .. fleet.Services.Select(service => service with
            {
                Weight = (int)Math.Clamp(demand(fleet, service), 1, int.MaxValue),
            }),
        ],
    };

    private static FleetDescription? PlanServer(FleetDescription fleet, int headroom, Func<ServiceDescription, long> cap)
    {
        // Those who do not use the pooler keep their pools, and what is left is shared.
        var bypassed = fleet.Topology == FleetTopology.Pooled ? Requirement.DirectDemand(fleet) : 0;
        var available = Requirement.Available(fleet.Postgres) - headroom - bypassed;
        var sized = fleet switch
        {
            { Topology: FleetTopology.Direct } => Size(fleet, available, Pool, cap, (service, size) => service with { MaxPoolSize = size }),

            // The pooler itself divides a shared pool.
            { SharesOnePool: true } => fleet.Pooler.PoolSize <= available ? fleet : null,
            _ => Size(
                fleet,
                Math.Min(available, OpenFiles(fleet)) - fleet.Services.Where(fleet.IsPooled).Total(service => service.Reserve),
                service => fleet.IsPooled(service) ? (1, 1) : (service.Share, 0),
                cap,
                (service, size) => service with { Share = size }),
        };
        return sized is not null && Requirement.Of(sized).All(requirement => requirement.HoldsIn(sized)) ? sized : null;

        (long Floor, long Cost) Pool(ServiceDescription service) => (Floor(service), fleet.Peak(service));
    }

    // The pools of those who do not use the pooler stay as they are.
    private static FleetDescription? PlanPools(FleetDescription fleet, Func<ServiceDescription, long> cap) => Size(
        fleet,
        fleet.Pooler.MaxClientConnections - fleet.Pooler.AdminConnections,
        service => fleet.IsPooled(service) ? (Floor(service), fleet.Peak(service)) : (service.MaxPoolSize, 0),
        cap,
        (service, size) => service with { MaxPoolSize = size });

    // The connections that the gate needs; an open gate needs room for one unit of work.
    private static long Floor(ServiceDescription service) =>
        (long)Math.Max(1, service.Gate) * service.ConnectionsPerUnitOfWork + service.UngatedConnections;

    private static long OpenFiles(FleetDescription fleet) => fleet.Pooler.OpenFileLimit is { } limit
        ? (limit - new PgBouncer.PgBouncerOptions { MaxClientConnections = fleet.Pooler.MaxClientConnections }.OpenFiles(0)) / 2
        : long.MaxValue;

    private static FleetDescription? Size(
        FleetDescription fleet,
        long available,
        Func<ServiceDescription, (long Floor, long Cost)> need,
        Func<ServiceDescription, long> cap,
        Func<ServiceDescription, int, ServiceDescription> change)
    {
        var demands = fleet.Services
            .Select(service => new WaterFilling.Vessel(
                need(service).Floor, Math.Min(cap(service), LargestSize), need(service).Cost, service.Weight))
            .ToList();
        return WaterFilling.Fill(demands, available) is { } sizes
            ? fleet with { Services = [.. fleet.Services.Zip(sizes, (service, size) => change(service, (int)size))] }
            : null;
    }
}
