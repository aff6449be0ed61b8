using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class ConnectionBudgetTests
{
    [Fact]
    public void The_predecessor_fleet_is_refused_for_demanding_315_of_84_connections()
    {
        var result = ConnectionBudget.Check(Fleets.Direct(15));

        Assert.False(result.Holds);
        var server = Sum(result, BudgetInequality.Server);
        Assert.Equal((315, 84, -231), (server.Demand, server.Limit, server.Headroom));
        var violation = Assert.Single(result.Violations);
        Assert.Contains("set Fleet:Services:*:MaxPoolSize (15) to at most 4", violation.Message, StringComparison.Ordinal);
        Assert.Contains("set Fleet:Postgres:MaxConnections (100) to at least 331", violation.Message, StringComparison.Ordinal);
        Assert.Contains("set Fleet:Topology (Direct) to Pooled", violation.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["api", "logs", "content", "workflow"],
            result.NearestSizes.Where(change => change is { Value: "15", Bound: "4" }).Select(change => change.Setting.Split(':')[2]));
    }

    [Theory]
    [InlineData(0, 84, true)]
    [InlineData(0.25, 112, false)]
    [InlineData(1, 168, false)]
    public void Four_connections_per_process_fit_the_server_only_without_surge(double surge, int demand, bool holds)
    {
        var result = ConnectionBudget.Check(Fleets.Direct(4) with { Surge = surge });

        Assert.Equal(holds, result.Holds);
        Assert.Equal(demand, Sum(result, BudgetInequality.Server).Demand);
        Assert.Equal(
            !holds,
            result.Violations.Any(
                violation => violation.Message.Contains($"set Fleet:Surge ({surge}) to at most 0", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_seed_fleet_fits_the_budget_behind_the_pooler()
    {
        var result = ConnectionBudget.Check(Fleets.Seed);

        Assert.True(result.Holds);
        Assert.Equal((50, 84), (Sum(result, BudgetInequality.Server).Demand, Sum(result, BudgetInequality.Server).Limit));
        Assert.Equal(635, Sum(result, BudgetInequality.Clients).Demand);
        Assert.Equal(
            630,
            result.Lines.Where(line => line.Inequality == BudgetInequality.Clients && line.Limit is null && line.Who != "admin console")
                .Sum(line => line.Demand));
        Assert.Empty(result.NearestSizes);
    }

    [Fact]
    public void A_fifth_service_that_exceeds_the_budget_is_named()
    {
        var fleet = Fleets.Seed with { Services = [.. Fleets.Seed.Services, new() { Name = "search", Share = 40 }] };

        var violation = Assert.Single(ConnectionBudget.Check(fleet).Violations);

        Assert.Equal(
            (BudgetInequality.Server, "Fleet:Services:search:Share", "40"), (violation.Inequality, violation.Setting, violation.Value));
        Assert.Contains("up to 90 PostgreSQL connections, but only 84 are available", violation.Explanation, StringComparison.Ordinal);
        Assert.StartsWith(
            "To fix it, set Fleet:Services:search:Share (40) to at most 34, or ",
            violation.Message[(violation.Explanation.Length + 1)..],
            StringComparison.Ordinal);
        Assert.Contains("set Fleet:Postgres:MaxConnections (100) to at least 106", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_zero_is_refused_because_the_pooler_reads_it_as_unlimited()
    {
        var fleet = Fleets.Seed with { Services = [.. Fleets.Seed.Services.Select(service => service with { Share = 0 })] };

        Assert.Contains(
            ConnectionBudget.Check(fleet).Violations,
            violation =>
                violation.Message.Contains(
                    "Fleet:Services:content:Share must be between 1 and 10000 (was '0').", StringComparison.Ordinal));
    }

    [Fact]
    public void Service_names_that_differ_only_in_case_are_refused()
    {
        var violation = Assert.Single(
            ConnectionBudget.Check(Fleets.Seed with { Services = [new() { Name = "api" }, new() { Name = "API" }] }).Violations);

        Assert.Equal((BudgetInequality.Setting, "Fleet:Services:api"), (violation.Inequality, violation.Setting));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.5)]
    public void A_negative_or_non_finite_surge_is_refused_by_name(double surge) =>
        Assert.Contains(
            ConnectionBudget.Check(Fleets.Seed with { Surge = surge }).Violations,
            violation => violation is { Inequality: BudgetInequality.Setting, Setting: "Fleet:Surge" });

    [Fact]
    public void Reserves_beyond_max_connections_are_refused_even_without_services()
    {
        var result = ConnectionBudget.Check(new() { Postgres = new() { MaxConnections = 10 } });

        var violation = Assert.Single(result.Violations);
        Assert.Equal(BudgetInequality.Reserves, violation.Inequality);
        Assert.Contains("set Fleet:Postgres:MaxConnections (10) to at least 16", violation.Message, StringComparison.Ordinal);
        Assert.Equal(0, Sum(result, BudgetInequality.Server).Limit);
    }

    [Fact]
    public void An_empty_fleet_is_accepted() => Assert.True(ConnectionBudget.Check(new()).Holds);

    [Theory]
    [InlineData(10, 0.1, 11)]
    [InlineData(100, 0.1, 110)]
    [InlineData(9, 0.5, 14)]
    [InlineData(0, 1e300, 0)]
    [InlineData(1, 1e300, long.MaxValue)]
    public void The_peak_is_rounded_up_without_binary_floating_point_error(int replicas, double surge, long peak) =>
        Assert.Equal(peak, new FleetDescription { Surge = surge }.Peak(new() { Name = "api", Replicas = replicas }));

    [Theory]
    [InlineData(FleetTopology.Pooled)]
    [InlineData(FleetTopology.Direct)]
    public void Extreme_numbers_are_refused_without_overflow(FleetTopology topology)
    {
        const int many = int.MaxValue;
        var service = new ServiceDescription
        {
            Name = "a",
            Replicas = 10_000,
            MaxPoolSize = many,
            Gate = many,
            ConnectionsPerUnitOfWork = many,
            UngatedConnections = many,
            Share = many,
            Reserve = many,
        };
        var fleet = new FleetDescription
        {
            Topology = topology,
            Surge = double.MaxValue,
            Services = [service, service with { Name = "b", Replicas = many }, service with { Name = "c" }],
            Operations = new() { Migrations = many, Monitor = many, HealthChecks = many },
            Pooler = new() { AdminConnections = many, OpenFileLimit = 1 },
        };

        var result = ConnectionBudget.Check(fleet);

        Assert.False(result.Holds);
        Assert.All(result.Lines, line => Assert.True(line is { Demand: >= 0, Limit: null or >= 0 }));
        Assert.Equal(
            long.MaxValue, Sum(result, topology == FleetTopology.Direct ? BudgetInequality.Server : BudgetInequality.Clients).Demand);
    }

    [Fact]
    public void Ten_thousand_replicas_are_budgeted_exactly()
    {
        var fleet = new FleetDescription
        {
            Services = [new() { Name = "api", Replicas = 10_000, MaxPoolSize = 4, Share = 50 }],
            Pooler = new() { MaxClientConnections = 80_005 },
        };

        Assert.True(ConnectionBudget.Check(fleet).Holds);
        Assert.False(ConnectionBudget.Check(fleet with { Pooler = new() { MaxClientConnections = 80_004 } }).Holds);
    }

    [Fact]
    public void A_gate_too_large_for_the_pool_is_refused_with_the_process_settings_to_change()
    {
        var violation = Assert.Single(
            ConnectionBudget.CheckProcess(new() { Name = "content", MaxPoolSize = 5, Gate = 3, UngatedConnections = 3 }).Violations);

        Assert.Contains("gate 3 + ungated 3", violation.Message, StringComparison.Ordinal);
        Assert.Contains("set Database:MaxPoolSize (5) to at least 6", violation.Message, StringComparison.Ordinal);
        Assert.Contains("set Database:Gate (3) to at most 2", violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 3, 3, true)]
    [InlineData(4, 0, 3, true)]
    [InlineData(3, 0, 3, false)]
    [InlineData(0, 0, 0, false)]
    public void A_process_is_accepted_only_if_its_pool_fits_gated_and_ungated_connections(int pool, int gate, int ungated, bool holds) =>
        Assert.Equal(
            holds,
            ConnectionBudget.CheckProcess(new() { Name = "api", MaxPoolSize = pool, Gate = gate, UngatedConnections = ungated }).Holds);

    private static BudgetLine Sum(BudgetResult result, BudgetInequality inequality) =>
        Assert.Single(result.Lines, line => line.Inequality == inequality && line.Limit is not null);
}
