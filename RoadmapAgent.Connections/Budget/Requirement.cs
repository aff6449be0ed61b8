using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Connections.Budget;

/// <summary>An inequality that a fleet must satisfy, and the sums on both sides of it.</summary>
/// <param name="Inequality">The inequality.</param>
/// <param name="Service">For <see cref="BudgetInequality.Process"/>, the index of the service in the fleet; otherwise 0.</param>
internal readonly record struct Requirement(BudgetInequality Inequality, int Service = 0)
{
    public static IEnumerable<Requirement> Of(FleetDescription fleet)
    {
        yield return new(BudgetInequality.Server);
        if (fleet.Topology == FleetTopology.Pooled)
        {
            yield return new(BudgetInequality.Clients);
            if (fleet.Pooler.OpenFileLimit is not null)
            {
                yield return new(BudgetInequality.OpenFiles);
            }
        }

        for (var service = 0; service < fleet.Services.Count; service++)
        {
            yield return new(BudgetInequality.Process, service);
        }

        yield return new(BudgetInequality.Operations);
        yield return new(BudgetInequality.Reserves);
    }

    public bool HoldsIn(FleetDescription fleet) => Demand(fleet) <= Limit(fleet);

    public long Demand(FleetDescription fleet) => Inequality switch
    {
        BudgetInequality.Server => ServerDemand(fleet),
        BudgetInequality.Clients => Saturating.Add(
            fleet.Services.Where(fleet.IsPooled).Total(service => ClientDemand(fleet, service)), fleet.Pooler.AdminConnections),
        BudgetInequality.OpenFiles => OpenFiles(fleet),
        BudgetInequality.Process => ProcessDemand(fleet.Services[Service]),
        BudgetInequality.Operations => (long)fleet.Operations.Migrations + fleet.Operations.Monitor + fleet.Operations.HealthChecks,
        BudgetInequality.Reserves => Reserves(fleet.Postgres),
        _ => throw new InvalidOperationException($"{Inequality} has no demand."),
    };

    public long Limit(FleetDescription fleet) => Inequality switch
    {
        BudgetInequality.Server => Available(fleet.Postgres),
        BudgetInequality.Clients => fleet.Pooler.MaxClientConnections,
        BudgetInequality.OpenFiles => fleet.Pooler.OpenFileLimit ?? long.MaxValue,
        BudgetInequality.Process => fleet.Services[Service].MaxPoolSize,
        BudgetInequality.Operations => fleet.Postgres.OperationsReserve,
        BudgetInequality.Reserves => fleet.Postgres.MaxConnections,
        _ => throw new InvalidOperationException($"{Inequality} has no limit."),
    };

    /// <summary>The PostgreSQL connections that all services together can open.</summary>
    private static long ServerDemand(FleetDescription fleet) => fleet.SharesOnePool
        ? Saturating.Add(fleet.Pooler.PoolSize!.Value, DirectDemand(fleet))
        : fleet.Services.Total(service => ServerDemand(fleet, service));

    /// <summary>The PostgreSQL connections of the services that do not use the pooler.</summary>
    public static long DirectDemand(FleetDescription fleet) =>
        fleet.Services.Where(service => !fleet.IsPooled(service)).Total(service => ClientDemand(fleet, service));

    /// <summary>The PostgreSQL connections that a service can open.</summary>
    public static long ServerDemand(FleetDescription fleet, ServiceDescription service) => fleet.IsPooled(service)
        ? (long)service.Share + service.Reserve
        : ClientDemand(fleet, service);

    /// <summary>The connections that the processes of a service can open.</summary>
    public static long ClientDemand(FleetDescription fleet, ServiceDescription service) =>
        Saturating.Multiply(fleet.Peak(service), service.MaxPoolSize);

    public static long ProcessDemand(ServiceDescription process) =>
        (long)process.EffectiveGate * process.ConnectionsPerUnitOfWork + process.UngatedConnections;

    public static long Available(PostgresDescription postgres) => Math.Max(0, postgres.MaxConnections - Reserves(postgres));

    private static long Reserves(PostgresDescription postgres) =>
        (long)postgres.SuperuserReserved + postgres.Reserved + postgres.OperationsReserve;

    private static long OpenFiles(FleetDescription fleet)
    {
        // Far more than any process can open, yet small enough to avoid overflow.
        var server = Math.Min(int.MaxValue, ServerDemand(fleet) - DirectDemand(fleet));
        return new PgBouncerOptions { MaxClientConnections = fleet.Pooler.MaxClientConnections }.OpenFiles(server);
    }
}
