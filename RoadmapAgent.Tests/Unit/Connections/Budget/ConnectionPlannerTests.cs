using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class ConnectionPlannerTests
{
    private static readonly Config Thorough = PropertyCases.Of(300);

    [Fact]
    public void Shares_follow_the_weights_and_use_everything_but_the_headroom()
    {
        var weights = new Dictionary<string, int> { ["api"] = 7, ["logs"] = 4, ["content"] = 9, ["workflow"] = 5 };

        var plan = ConnectionPlanner.Plan(Weighted(Fleets.Seed, weights), minimumHeadroom: 34);

        Assert.Equal([14, 8, 18, 10], plan!.Services.Select(service => service.Share));
        Assert.Equal([15, 15, 15, 15], plan.Services.Select(service => service.MaxPoolSize));
        Assert.True(ConnectionBudget.Check(plan).Holds);
    }

    [Fact]
    public void Without_a_pooler_the_predecessor_gets_four_connections_a_process() =>
        Assert.Equal([4, 4, 4, 4], ConnectionPlanner.Plan(Weighted(Fleets.Direct(15), new() { ["api"] = 4, ["logs"] = 5, ["content"] = 9, ["workflow"] = 3 }))!.Services.Select(service => service.MaxPoolSize));

    [Fact]
    public void Pools_shrink_where_the_pooler_accepts_fewer_clients()
    {
        var plan = ConnectionPlanner.Plan(Fleets.Seed with { Pooler = new() { MaxClientConnections = 400 } });

        Assert.All(plan!.Services, service => Assert.InRange(service.MaxPoolSize, 4, 15));
        Assert.True(ConnectionBudget.Check(plan).Holds);
    }

    [Fact]
    public void Where_all_share_one_pool_only_the_pools_of_processes_are_planned()
    {
        var hosted = Fleets.Seed with { Pooler = new() { MaxClientConnections = 400, PoolSize = 50 } };

        var plan = ConnectionPlanner.Plan(hosted, minimumHeadroom: 34)!;

        Assert.Equal(hosted.Services.Select(service => service.Share), plan.Services.Select(service => service.Share));
        Assert.True(ConnectionBudget.Check(plan).Holds);
        Assert.Null(ConnectionPlanner.Plan(hosted, minimumHeadroom: 35));
        Assert.All(ConnectionBudget.Check(hosted).NearestSizes, change => Assert.EndsWith(":MaxPoolSize", change.Setting, StringComparison.Ordinal));
        Assert.NotEmpty(ConnectionBudget.Check(hosted).NearestSizes);
    }

    [Fact]
    public void A_share_is_no_larger_than_all_pools_of_its_service() =>
        Assert.Equal(10, Assert.Single(ConnectionPlanner.Plan(new() { Services = [new() { Name = "api", MaxPoolSize = 5 }] })!.Services).Share);

    [Fact]
    public void Of_two_that_have_as_little_the_one_gets_the_last_connection_whom_it_raises_further()
    {
        var fleet = new FleetDescription { Services = [new() { Name = "heavy", Weight = 3 }, new() { Name = "light" }], Postgres = new() { MaxConnections = 16 + 5 } };

        Assert.Equal([3, 2], ConnectionPlanner.Plan(fleet)!.Services.Select(service => service.Share));
    }

    [Fact]
    public void Nobody_needs_no_sizes() => Assert.Empty(ConnectionPlanner.Plan(new())!.Services);

    [Fact]
    public void There_are_no_sizes_for_more_processes_than_connections() =>
        Assert.Null(ConnectionPlanner.Plan(new() { Topology = FleetTopology.Direct, Services = [new() { Name = "api", Replicas = 10_000 }] }));

    [Fact]
    public void A_number_that_makes_no_sense_is_named()
    {
        Assert.Contains("Fleet:Services:api:Replicas", Assert.Throws<ArgumentException>(() => ConnectionPlanner.Plan(new() { Services = [new() { Name = "api", Replicas = -1 }] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConnectionPlanner.Plan(new(), -1));
    }

    [Theory]
    [InlineData(FleetTopology.Pooled)]
    [InlineData(FleetTopology.Direct)]
    public void Numbers_beyond_all_measure_have_a_plan_or_none_without_overflow(FleetTopology topology)
    {
        const int many = int.MaxValue;
        var service = new ServiceDescription { Name = "a", Replicas = many, Gate = many, ConnectionsPerUnitOfWork = many, UngatedConnections = many, Reserve = many, Weight = many };
        Assert.Null(ConnectionPlanner.Plan(new() { Topology = topology, Surge = double.MaxValue, Services = [service, service with { Name = "b" }, service with { Name = "c" }] }, many));

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
    public void A_plan_is_always_accepted_and_leaves_the_headroom() => Prop.ForAll(Fleets.Any(), Arb.From(Gen.Choose(0, 40)), (fleet, headroom) =>
    {
        if (ConnectionPlanner.Plan(fleet, headroom) is not { } plan)
        {
            return true;
        }

        var result = ConnectionBudget.Check(plan);
        return result.Holds && result.Lines.Single(line => line.Inequality == BudgetInequality.Server && line.Limit is not null).Headroom >= headroom;
    }).Check(Thorough);

    [Theory]
    [InlineData(FleetTopology.Pooled)]
    [InlineData(FleetTopology.Direct)]
    public void There_is_no_plan_only_if_no_sizes_at_all_are_accepted(FleetTopology topology)
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
    public void No_accepted_sizes_that_can_be_used_have_a_larger_smallest_weighted_share(FleetTopology topology) => Prop.ForAll(Fleets.Tiny(topology), fleet =>
        ConnectionPlanner.Plan(fleet) is not { } plan
        || AllSizes(fleet).Where(sized => Usable(sized, plan) && Holds(sized)).All(sized => Compare(Levels(plan), Levels(sized)) >= 0)).Check(Thorough);

    // With steps of different sizes only the minimum is sure to be the best; shares go in steps of one, and there everything is.
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

    private static bool Usable(FleetDescription sized, FleetDescription plan) => sized.Services.Zip(plan.Services).All(pair => sized.Topology == FleetTopology.Pooled
        ? pair.First.MaxPoolSize == pair.Second.MaxPoolSize && pair.First.Share <= Math.Max(1, plan.Peak(pair.Second) * pair.Second.MaxPoolSize)
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
                Services = [.. candidate.Services.Select((service, j) => j == index ? service with { MaxPoolSize = size.Pool, Share = size.Share } : service)],
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
