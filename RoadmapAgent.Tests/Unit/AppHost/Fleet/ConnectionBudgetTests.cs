using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.ConnectionBudget;
using RoadmapAgent.Hosting.LocalServers;
using static RoadmapAgent.Tests.Unit.AppHost.Fleet.BudgetedFleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class ConnectionBudgetTests
{
    [Theory]
    [InlineData("--Fleet:Profile=Laptop")]
    [InlineData("--Fleet:Profile=Seed")]
    [InlineData("--Fleet:Profile=Laptop", "--Fleet:Topology=Direct")]
    [InlineData(
        "--Fleet:Profile=Seed",
        "--Fleet:Topology=Direct",
        "--Fleet:Surge=0",
        "--Fleet:Services:api:MaxPoolSize=4",
        "--Fleet:Services:logs:MaxPoolSize=4",
        "--Fleet:Services:content:MaxPoolSize=4",
        "--Fleet:Services:content:Gate=1",
        "--Fleet:Services:workflow:MaxPoolSize=4")]
    [InlineData("--Fleet:Profile=Seed", "--Fleet:Sizing=Planned")]
    public async Task Fleets_within_the_budget_are_accepted(params string[] settings) => Assert.True((await CheckAsync(settings)).Holds);

    [Fact]
    public async Task The_direct_seed_fleet_demands_315_of_84_connections_and_630_during_a_deployment()
    {
        string[] direct = ["--Fleet:Profile=Seed", "--Fleet:Topology=Direct"];
        var alone = Assert.Single((await CheckAsync([.. direct, "--Fleet:Surge=0"])).Violations);
        var deployed = Assert.Single((await CheckAsync(direct)).Violations);

        Assert.Contains("open up to 315 PostgreSQL connections, but only 84 are available", alone.Message, StringComparison.Ordinal);
        Assert.Contains("open up to 630 PostgreSQL connections, but only 84 are available", deployed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fifth_service_is_included_in_the_budget_automatically()
    {
        var refusal = await RefusalAsync(async builder =>
        {
            var database = await ComposeAsync(builder);
            builder.AddWorker("reports").WithDatabase(database);
        }, "--Fleet:Profile=Seed", "--Fleet:Services:reports:Share=40");

        Assert.Contains("open up to 90 PostgreSQL connections, but only 84 are available", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:Services:reports:Share (40) to at most 34", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fleet:Servers must be Processes with Fleet:Sizing=Elastic (was 'Containers')")]
    [InlineData("Fleet:Sizing must not be Elastic to publish", "--operation", "publish")]
    public async Task Elastic_shares_are_refused_where_the_poolers_file_cannot_be_replaced(string refusal, params string[] arguments) =>
        Assert.StartsWith(
            refusal,
            (await Assert.ThrowsAsync<FleetException>(
                () => BuilderAsync(builder => ComposeAsync(builder), ["--Fleet:Sizing=Elastic", .. arguments]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_service_without_sizes_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<FleetException>(
            () => BuilderAsync(async builder => builder.AddWorker("reports").WithDatabase(await ComposeAsync(builder))));

        Assert.Contains("Fleet:Services:reports:Replicas", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resource_that_uses_the_database_without_declared_limits_is_refused_by_name(bool direct)
    {
        var refusal = await RefusalAsync(async builder =>
        {
            var database = await ComposeAsync(builder);
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
        var refusal = await RefusalAsync(async builder =>
        {
            await ComposeAsync(builder);
            builder.CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == "content"))
                .WithReplicas(100);
        });

        Assert.Contains("The processes can open up to", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_without_a_service_counts_towards_the_budget()
    {
        var refusal = await RefusalAsync(async builder =>
        {
            await ComposeAsync(builder);
            var pooler = builder.CreateResourceBuilder(
                (RoadmapAgent.Hosting.PgBouncer.IPgBouncerResource)builder.Resources.Single(resource => resource.Name == "pgbouncer"));
            pooler.AddDatabase(
                "analytics", "roadmap", new("analyst", builder.AddParameter("analyst", secret: true).Resource), poolSize: 60);
        });

        Assert.Contains("open up to 88 PostgreSQL connections", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pooler_with_too_few_open_files_for_its_clients_is_refused()
    {
        var refusal = Assert.Single((await CheckAsync("--Fleet:Pooler:OpenFileLimit=1024")).Violations);

        Assert.Contains("The pooler needs 1120 open files", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:Pooler:OpenFileLimit (1024) to at least 1120", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:Pooler:MaxClientConnections (1000) to at most 904", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_open_file_limit_of_a_local_pooler_is_that_of_the_machine()
    {
        Assert.SkipUnless(InstalledProgram.Find("pgbouncer") is not null, "PgBouncer is not installed.");
        var files = (await CheckAsync("--Fleet:Servers=Processes")).Lines
            .SingleOrDefault(line => line.Inequality == BudgetInequality.OpenFiles);

        Assert.Equal(OpenFileLimit.OfThisMachine(), files?.Limit);
    }

    [Fact]
    public async Task Publishing_a_fleet_with_a_broken_budget_is_refused()
    {
        var builder = await BuilderAsync(each => ComposeAsync(each), "--operation", "publish", "--Fleet:Services:api:Share=90");
        await using var application = builder.Build();
        var refusal = await Assert.ThrowsAsync<ConnectionBudgetException>(
            () => application.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("BROKEN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planned_sizing_is_refused_when_no_sizes_fit()
    {
        var refusal = await Assert.ThrowsAsync<FleetException>(
            () => CheckAsync("--Fleet:Sizing=Planned", "--Fleet:Postgres:MaxConnections=18"));

        Assert.Contains("no sizes fit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hosted_pooler_is_budgeted_as_one_shared_pool_and_requires_its_size()
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

        Assert.True((await CheckAsync([.. hosted, "--Fleet:Pooler:PoolSize=15"])).Holds);
        Assert.Contains(
            "Fleet:Pooler:PoolSize (50) to at most 44",
            Assert.Single((await CheckAsync([.. hosted, "--Fleet:Pooler:PoolSize=50"])).Violations).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Fleet:Pooler:PoolSize is required",
            (await Assert.ThrowsAsync<FleetException>(() => CheckAsync(hosted))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fleet:Topology must be Pooled for the pooler 'pgbouncer' (was 'Direct').", "--Fleet:Topology=Direct")]
    [InlineData(
        "a hosted database brings its own",
        "--Fleet:Servers=Hosted",
        "--ConnectionStrings:messaging=amqp://broker",
        "--Fleet:Pooler:PoolSize=15")]
    public async Task A_pooler_that_the_fleet_cannot_use_is_refused_and_not_silently_left_out(string reason, params string[] settings)
    {
        var refusal = await Assert.ThrowsAsync<FleetException>(() => BuilderAsync(async builder =>
        {
            var fleet = await builder.AddFleetAsync();
            var postgres = builder.AddPostgres("postgres");
            var database = fleet.Servers == ServerMode.Hosted ? builder.AddHostedDatabase(fleet) : postgres.AddFleetDatabase(fleet);
            database.WithPooler(builder.AddPgBouncer("pgbouncer", postgres));
        }, settings));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_changes_the_settings_and_keeps_what_the_model_says_besides_them()
    {
        var builder = await BuilderAsync(async each =>
        {
            await ComposeAsync(each);
            each.CreateResourceBuilder((ProjectResource)each.Resources.Single(resource => resource.Name == "logs")).WithReplicas(3);
        });
        var before = await BudgetAsync(builder);

        var after = BudgetVerb.Change(before.Server.Fleet, builder.Configuration, ["--Fleet:Services:content:Replicas=20"]);

        Assert.Equal(
            ("content", 320L),
            after.Lines.Where(line => line is { Inequality: BudgetInequality.Clients, Who: "content" })
                .Select(line => (line.Who, line.Demand))
                .Single());
        Assert.Equal(30, after.Lines.Single(line => line is { Inequality: BudgetInequality.Clients, Who: "logs" }).Demand);
    }
}
