using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

/// <summary>Fleets to check: the predecessor's fleet, and generated ones small enough for exhaustive checks.</summary>
internal static class Fleets
{
    private static readonly double[] Surges = [0, 0.1, 0.25, 0.5, 1, 1.5, 2];

    /// <summary>21 processes with pools of 15 and shares of 50 connections in total.</summary>
    public static FleetDescription Seed => new()
    {
        Services =
        [
            new() { Name = "api", Replicas = 4, MaxPoolSize = 15, Share = 14 },
            new() { Name = "logs", Replicas = 5, MaxPoolSize = 15, Share = 8 },
            new() { Name = "content", Replicas = 9, MaxPoolSize = 15, Gate = 3, Share = 18 },
            new() { Name = "workflow", Replicas = 3, MaxPoolSize = 15, Share = 10 },
        ],
    };

    /// <summary>The predecessor's fleet without a pooler, with the given pool size in every process.</summary>
    public static FleetDescription Direct(int maxPoolSize) => Seed with
    {
        Topology = FleetTopology.Direct,
        Surge = 0,
        Services = [.. Seed.Services.Select(service => service with { MaxPoolSize = maxPoolSize, Gate = 0 })],
    };

    /// <summary>Any fleet with up to five services; about half of them are accepted.</summary>
    public static Arbitrary<FleetDescription> Any() => Arb.From(
        from topology in Gen.Elements(FleetTopology.Pooled, FleetTopology.Direct)
        from surge in Gen.Elements(Surges)
        from count in Gen.Choose(0, 5)
        from services in Gen.CollectToArray(Enumerable.Range(0, count), Service)
        from postgres in Postgres()
        from pooler in Pooler()
        from operations in Operations()
        select new FleetDescription
        {
            Topology = topology,
            Surge = surge,
            Services = services,
            Postgres = postgres,
            Pooler = pooler,
            Operations = operations,
        });

    /// <summary>Fleets with up to two services on a tiny server, so that all sizes can be enumerated.</summary>
    public static Arbitrary<FleetDescription> Tiny(FleetTopology topology) => Arb.From(
        from surge in Gen.Elements(0, 0.5, 1)
        from count in Gen.Choose(0, 2)
        from services in Gen.CollectToArray(Enumerable.Range(0, count), TinyService)
        from maxConnections in Gen.Choose(1, 16)
        from maxClients in Gen.Choose(1, 20)
        from files in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(70, 110).Select(files => (int?)files))
        from demand in Gen.Choose(0, 2)
        select new FleetDescription
        {
            Topology = topology,
            Surge = surge,
            Services = services,
            Postgres = new() { MaxConnections = maxConnections, SuperuserReserved = 1, OperationsReserve = 1 },
            Pooler = new() { MaxClientConnections = maxClients, AdminConnections = 1, OpenFileLimit = files },
            Operations = new() { Migrations = demand, Monitor = 0, HealthChecks = 0 },
        });

    private static Gen<ServiceDescription> Service(int i) =>
        from replicas in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 5)))
        from pool in Gen.Choose(3, 12)
        from gate in Gen.Choose(0, 3)
        from perUnit in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Constant(2)))
        from ungated in Gen.Choose(0, 3)
        from share in Gen.Choose(1, 15)
        from reserve in Gen.Choose(0, 2)
        select new ServiceDescription
        {
            Name = $"service{i}",
            Replicas = replicas,
            MaxPoolSize = pool,
            Gate = gate,
            ConnectionsPerUnitOfWork = perUnit,
            UngatedConnections = ungated,
            Share = share,
            Reserve = reserve,
        };

    private static Gen<ServiceDescription> TinyService(int i) =>
        from replicas in Gen.Choose(0, 2)
        from pool in Gen.Choose(1, 6)
        from gate in Gen.Choose(0, 2)
        from ungated in Gen.Choose(0, 1)
        from reserve in Gen.Choose(0, 1)
        from weight in Gen.Choose(1, 3)
        select new ServiceDescription
        {
            Name = $"service{i}",
            Replicas = replicas,
            MaxPoolSize = pool,
            Gate = gate,
            UngatedConnections = ungated,
            Reserve = reserve,
            Weight = weight,
        };

    private static Gen<PostgresDescription> Postgres() =>
        from maxConnections in Gen.Choose(20, 300)
        from superuser in Gen.Choose(0, 4)
        from reserved in Gen.Choose(0, 2)
        from operations in Gen.Choose(4, 15)
        select new PostgresDescription
        {
            MaxConnections = maxConnections,
            SuperuserReserved = superuser,
            Reserved = reserved,
            OperationsReserve = operations,
        };

    private static Gen<PoolerDescription> Pooler() =>
        from clients in Gen.Choose(50, 600)
        from admin in Gen.Choose(0, 5)
        from files in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(500, 1000).Select(files => (int?)files)))
        from shared in Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 100).Select(size => (int?)size)))
        select new PoolerDescription { MaxClientConnections = clients, AdminConnections = admin, OpenFileLimit = files, PoolSize = shared };

    private static Gen<OperationsDescription> Operations() =>
        from migrations in Gen.Choose(0, 3)
        from monitor in Gen.Choose(0, 2)
        from checks in Gen.Choose(0, 2)
        select new OperationsDescription { Migrations = migrations, Monitor = monitor, HealthChecks = checks };
}
