using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.LocalServers;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class ConnectionBudgetTests
{
    [Theory]
    [InlineData("--Fleet:Profile=Laptop")]
    [InlineData("--Fleet:Profile=Seed")]
    [InlineData("--Fleet:Profile=Laptop", "--Fleet:Topology=Direct")]
    [InlineData("--Fleet:Profile=Seed", "--Fleet:Topology=Direct", "--Fleet:Surge=0", "--Fleet:Services:api:MaxPoolSize=4", "--Fleet:Services:logs:MaxPoolSize=4", "--Fleet:Services:content:MaxPoolSize=4", "--Fleet:Services:content:Gate=1", "--Fleet:Services:workflow:MaxPoolSize=4")]
    [InlineData("--Fleet:Profile=Seed", "--Fleet:Sizing=Planned")]
    public void Fleets_within_the_budget_are_accepted(params string[] settings) => Assert.True(Check(settings).Holds);

    [Fact]
    public void The_direct_seed_fleet_demands_315_of_84_connections_and_630_during_a_deployment()
    {
        string[] direct = ["--Fleet:Profile=Seed", "--Fleet:Topology=Direct"];
        var alone = Assert.Single(Check([.. direct, "--Fleet:Surge=0"]).Violations);
        var deployed = Assert.Single(Check(direct).Violations);

        Assert.Contains("open up to 315 PostgreSQL connections, but only 84 are available", alone.Message, StringComparison.Ordinal);
        Assert.Contains("open up to 630 PostgreSQL connections, but only 84 are available", deployed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fifth_service_is_included_in_the_budget_automatically()
    {
        var refusal = await RefusalAsync(builder =>
        {
            var database = Compose(builder);
            builder.AddWorker("reports").WithDatabase(database);
        }, "--Fleet:Profile=Seed", "--Fleet:Services:reports:Share=40");

        Assert.Contains("open up to 90 PostgreSQL connections, but only 84 are available", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:Services:reports:Share (40) to at most 34", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_sizes_is_refused_by_name()
    {
        var refusal = Assert.Throws<FleetException>(() => Builder(builder => builder.AddWorker("reports").WithDatabase(Compose(builder))));

        Assert.Contains("Fleet:Services:reports:Replicas", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resource_that_uses_the_database_without_declared_limits_is_refused_by_name(bool direct)
    {
        var refusal = await RefusalAsync(builder =>
        {
            var database = Compose(builder);
            var source = direct
                ? database.Direct
                : builder.CreateResourceBuilder(
                    (IResourceWithConnectionString)builder.Resources.Single(resource => resource.Name == "roadmap-api"));
            builder.AddWorker("sneaky").WithReference(source);
        });

        Assert.Contains("'sneaky' uses the database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_changed_in_the_AppHost_count_towards_the_budget()
    {
        var refusal = await RefusalAsync(builder =>
        {
            Compose(builder);
            builder.CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == "content"))
                .WithReplicas(100);
        });

        Assert.Contains("The processes can open up to", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_without_a_service_counts_towards_the_budget()
    {
        var refusal = await RefusalAsync(builder =>
        {
            Compose(builder);
            var pooler = builder.CreateResourceBuilder(
                (RoadmapAgent.Hosting.PgBouncer.IPgBouncerResource)builder.Resources.Single(resource => resource.Name == "pgbouncer"));
            Aspire.Hosting.PgBouncerBuilderExtensions.AddDatabase(
                pooler, "analytics", "roadmap", new("analyst", builder.AddParameter("analyst", secret: true).Resource), poolSize: 60);
        });

        Assert.Contains("open up to 88 PostgreSQL connections", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pooler_with_too_few_open_files_for_its_clients_is_refused()
    {
        var refusal = Assert.Single(Check("--Fleet:Pooler:OpenFileLimit=1024").Violations);

        Assert.Contains("The pooler needs 1120 open files", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:Pooler:OpenFileLimit (1024) to at least 1120", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:Pooler:MaxClientConnections (1000) to at most 904", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_open_file_limit_of_a_local_pooler_is_that_of_the_machine()
    {
        Assert.SkipUnless(ServerBinaries.Find("pgbouncer") is not null, "PgBouncer is not installed.");
        var files = Check("--Fleet:Servers=Processes").Lines.SingleOrDefault(line => line.Inequality == BudgetInequality.OpenFiles);

        Assert.Equal(OpenFileLimit.OfThisMachine(), files?.Limit);
    }

    [Fact]
    public async Task Publishing_a_fleet_with_a_broken_budget_is_refused()
    {
        await using var application = Builder(each => Compose(each), "--operation", "publish", "--Fleet:Services:api:Share=90").Build();
        var refusal = await Assert.ThrowsAsync<FleetException>(() => application.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("BROKEN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Planned_sizing_is_refused_when_no_sizes_fit() =>
        Assert.Contains(
            "no sizes fit",
            Assert.Throws<FleetException>(() => Check("--Fleet:Sizing=Planned", "--Fleet:Postgres:MaxConnections=18")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_hosted_pooler_is_budgeted_as_one_shared_pool_and_requires_its_size()
    {
        string[] hosted =
        [
            "--Fleet:Servers=Hosted",
            "--ConnectionStrings:roadmap=Host=pooler",
            "--ConnectionStrings:roadmap-direct=Host=server",
            "--ConnectionStrings:messaging=amqp://broker",
            "--Fleet:Postgres:MaxConnections=60",
            "--Fleet:Pooler:MaxClientConnections=200",
        ];

        Assert.True(Check([.. hosted, "--Fleet:Pooler:PoolSize=15"]).Holds);
        Assert.Contains(
            "Fleet:Pooler:PoolSize (50) to at most 44",
            Assert.Single(Check([.. hosted, "--Fleet:Pooler:PoolSize=50"]).Violations).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Fleet:Pooler:PoolSize is required", Assert.Throws<FleetException>(() => Check(hosted)).Message, StringComparison.Ordinal);
    }

    private static BudgetResult Check(params string[] settings)
    {
        var builder = Builder(each => Compose(each), settings);
        return ConnectionBudgetExtensions.Check(FleetConfiguration.Read(builder.Configuration), new(builder.Resources));
    }

    private static async Task<FleetException> RefusalAsync(Action<IDistributedApplicationBuilder> compose, params string[] settings)
    {
        await using var application = Builder(compose, settings).Build();
        return await Assert.ThrowsAsync<FleetException>(() => application.StartAsync(TestContext.Current.CancellationToken));
    }

    private static FleetDatabase Compose(IDistributedApplicationBuilder builder)
    {
        var fleet = builder.AddFleet();
        var database = fleet.AddPostgres("postgres").MigratedBy(builder.AddWorker("migrations")).WithPooler("pgbouncer");
        foreach (var service in fleet.Options.Services.Select(service => service.Name).Where(service => service != "reports"))
        {
            builder.AddWorker(service).WithReplicas(fleet.Replicas(service)).WithDatabase(database);
        }

        return database;
    }

    /// <summary>In container mode, which needs no local programs; nothing is started.</summary>
    private static IDistributedApplicationBuilder Builder(Action<IDistributedApplicationBuilder> compose, params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args =
            [
                "--hostBuilder:reloadConfigOnChange=false",
                .. settings.Any(setting => setting.Contains("Servers", StringComparison.Ordinal))
                    ? Array.Empty<string>()
                    : ["--Fleet:Servers=Containers"],
                .. settings,
            ],
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        compose(builder);
        return builder;
    }
}
