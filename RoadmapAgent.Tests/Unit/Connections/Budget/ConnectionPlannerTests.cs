using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class ConnectionPlannerTests
{
    private static readonly Config Thorough = PropertyCases.Of(300);

    [Fact]
    public void Shares_follow_the_weights_and_use_all_connections_except_the_headroom()
    {
        var weights = new Dictionary<string, int> { ["api"] = 7, ["logs"] = 4, ["content"] = 9, ["workflow"] = 5 };

        var plan = ConnectionPlanner.Plan(Weighted(Fleets.Seed, weights), minimumHeadroom: 34);

        Assert.Equal([14, 8, 18, 10], plan!.Services.Select(service => service.Share));
        Assert.Equal([15, 15, 15, 15], plan.Services.Select(service => service.MaxPoolSize));
        Assert.True(ConnectionBudget.Check(plan).Holds);
    }

    [Fact]
    public void The_predecessor_fleet_is_planned_with_four_connections_per_process_without_a_pooler() =>
        Assert.Equal(
            [4, 4, 4, 4],
            ConnectionPlanner.Plan(
                Weighted(Fleets.Direct(15), new() { ["api"] = 4, ["logs"] = 5, ["content"] = 9, ["workflow"] = 3 }))!.Services
                .Select(service => service.MaxPoolSize));

    [Fact]
    public void Process_pools_shrink_when_the_pooler_accepts_fewer_clients()
    {
        var plan = ConnectionPlanner.Plan(Fleets.Seed with { Pooler = new() { MaxClientConnections = 400 } });

        Assert.All(plan!.Services, service => Assert.InRange(service.MaxPoolSize, 4, 15));
        Assert.True(ConnectionBudget.Check(plan).Holds);
    }

    [Fact]
    public void Only_process_pools_are_planned_when_all_services_share_one_pool()
    {
        var hosted = Fleets.Seed with { Pooler = new() { MaxClientConnections = 400, PoolSize = 50 } };

        var plan = ConnectionPlanner.Plan(hosted, minimumHeadroom: 34)!;

        Assert.Equal(hosted.Services.Select(service => service.Share), plan.Services.Select(service => service.Share));
        Assert.True(ConnectionBudget.Check(plan).Holds);
        Assert.Null(ConnectionPlanner.Plan(hosted, minimumHeadroom: 35));
        Assert.All(
            ConnectionBudget.Check(hosted).NearestSizes,
            change => Assert.EndsWith(":MaxPoolSize", change.Setting, StringComparison.Ordinal));
        Assert.NotEmpty(ConnectionBudget.Check(hosted).NearestSizes);
    }

    [Fact]
    public void A_share_does_not_exceed_the_combined_pools_of_its_service() =>
        Assert.Equal(
            10, Assert.Single(ConnectionPlanner.Plan(new() { Services = [new() { Name = "api", MaxPoolSize = 5 }] })!.Services).Share);

    [Fact]
    public void A_tie_for_the_last_connection_goes_to_the_service_whose_weighted_share_rises_more()
    {
        var fleet = new FleetDescription
        {
            Services = [new() { Name = "heavy", Weight = 3 }, new() { Name = "light" }],
            Postgres = new() { MaxConnections = 16 + 5 },
        };

        Assert.Equal([3, 2], ConnectionPlanner.Plan(fleet)!.Services.Select(service => service.Share));
    }

    [Fact]
    public void An_empty_fleet_has_an_empty_plan() => Assert.Empty(ConnectionPlanner.Plan(new())!.Services);

    [Fact]
    public void A_fleet_with_more_processes_than_connections_has_no_plan() =>
        Assert.Null(
            ConnectionPlanner.Plan(new() { Topology = FleetTopology.Direct, Services = [new() { Name = "api", Replicas = 10_000 }] }));

    [Fact]
    public void Negative_replicas_and_headroom_are_refused()
    {
        Assert.Contains(
            "Fleet:Services:api:Replicas",
            Assert.Throws<ArgumentException>(
                () => ConnectionPlanner.Plan(new() { Services = [new() { Name = "api", Replicas = -1 }] })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConnectionPlanner.Plan(new(), -1));
    }

    [Theory]
    [InlineData(FleetTopology.Pooled)]
    [InlineData(FleetTopology.Direct)]
    public void Extreme_numbers_are_planned_or_rejected_without_overflow(FleetTopology topology)
    {
        const int many = int.MaxValue;
        var service = new ServiceDescription
        {
            Name = "a",
            Replicas = many,
            Gate = many,
            ConnectionsPerUnitOfWork = many,
            UngatedConnections = many,
            Reserve = many,
            Weight = many,
        };
        Assert.Null(
            ConnectionPlanner.Plan(
                new()
                {
                    Topology = topology,
                    Surge = double.MaxValue,
                    Services = [service, service with { Name = "b" }, service with { Name = "c" }],
                },
                many));

        var roomy = new FleetDescription
        {
            Topology = topology,
            Services = [new() { Name = "a", Weight = many, MaxPoolSize = many }, new() { Name = "b", Replicas = 0, MaxPoolSize = many }],
            Postgres = new() { MaxConnections = many },
            Pooler = new() { MaxClientConnections = many },
        };
        Assert.True(ConnectionBudget.Check(ConnectionPlanner.Plan(roomy)!).Holds);
    }

    [Fact]
    public void Every_plan_is_accepted_and_leaves_the_headroom() =>
        Prop.ForAll(Fleets.Any(), Arb.From(Gen.Choose(0, 40)), (fleet, headroom) =>
    {
        if (ConnectionPlanner.Plan(fleet, headroom) is not { } plan)
        {
            return true;
        }

        var result = ConnectionBudget.Check(plan);
        return result.Holds && result.Lines.Single(
            line => line.Inequality == BudgetInequality.Server && line.Limit is not null).Headroom >= headroom;
    }).Check(Thorough);

    [Theory]
    [InlineData(FleetTopology.Pooled)]
    [InlineData(FleetTopology.Direct)]
    public void A_plan_exists_exactly_when_some_sizes_are_accepted(FleetTopology topology)
    {
        var (plans, none) = (0, 0);
        Prop.ForAll(Fleets.Tiny(topology), fleet =>
        {
            var planned = ConnectionPlanner.Plan(fleet) is not null;
            (plans, none) = planned ? (plans + 1, none) : (plans, none + 1);
            return planned == AllSizes(fleet).Any(Holds);
        }).Check(Thorough);
        Assert.True(plans > 20 && none > 20, $"{plans} plans, {none} without");
    }

    [Theory]
    [InlineData(FleetTopology.Pooled)]
    [InlineData(FleetTopology.Direct)]
    public void No_accepted_usable_sizes_have_a_larger_minimum_weighted_share_than_the_plan(FleetTopology topology) =>
        Prop.ForAll(Fleets.Tiny(topology), fleet =>
        ConnectionPlanner.Plan(fleet) is not { } plan
        || AllSizes(fleet)
            .Where(sized => Usable(sized, plan) && Holds(sized))
            .All(sized => Compare(Levels(plan), Levels(sized)) >= 0)).Check(Thorough);

    // Pools grow in steps of different sizes, so only their minimum is optimal; shares grow in steps of one, so every level is.
    private static int Compare(List<double> plan, List<double> other)
    {
        var pairs = plan.Zip(other, (a, b) => a.CompareTo(b));
        return plan.Count == 0 ? 0 : pairs.FirstOrDefault(order => order != 0);
    }

    private static List<double> Levels(FleetDescription fleet)
    {
        var levels = fleet.Services.Where(service => service.Replicas > 0).Select(service => fleet.Topology == FleetTopology.Pooled
            ? (double)service.Share / service.Weight
            : (double)fleet.Peak(service) * service.MaxPoolSize / service.Weight).Order();
        return [.. fleet.Topology == FleetTopology.Pooled ? levels : levels.Take(1)];
    }

    private static bool Usable(FleetDescription sized, FleetDescription plan) =>
        sized.Services.Zip(plan.Services).All(pair => sized.Topology == FleetTopology.Pooled
        ? pair.First.MaxPoolSize == pair.Second.MaxPoolSize && pair.First.Share <= Math.Max(
            1, plan.Peak(pair.Second) * pair.Second.MaxPoolSize)
        : pair.First.Gate == 0 || pair.First.MaxPoolSize <= pair.First.Gate + pair.First.UngatedConnections);

    private static bool Holds(FleetDescription fleet) => Requirement.Of(fleet).All(requirement => requirement.HoldsIn(fleet));

    private static IEnumerable<FleetDescription> AllSizes(FleetDescription fleet)
    {
        IEnumerable<FleetDescription> sized = [fleet];
        for (var i = 0; i < fleet.Services.Count; i++)
        {
            var index = i;
            sized = sized.SelectMany(candidate => Sizes(fleet.Topology), (candidate, size) => candidate with
            {
                Services =
                [
                    .. candidate.Services.Select(
                        (service, j) => j == index ? service with { MaxPoolSize = size.Pool, Share = size.Share } : service),
                ],
            });
        }

        return sized;
    }

    private static IEnumerable<(int Pool, int Share)> Sizes(FleetTopology topology) =>
        from pool in Enumerable.Range(1, topology == FleetTopology.Pooled ? 6 : 15)
        from share in Enumerable.Range(1, topology == FleetTopology.Pooled ? 14 : 1)
        select (pool, share);

    private static FleetDescription Weighted(FleetDescription fleet, Dictionary<string, int> weights) =>
        fleet with { Services = [.. fleet.Services.Select(service => service with { Weight = weights[service.Name] })] };
}
