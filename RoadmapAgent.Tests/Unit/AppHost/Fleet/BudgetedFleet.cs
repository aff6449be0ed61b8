using Aspire.Hosting;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

/// <summary>The fleet with a connection budget, composed as in the AppHost.</summary>
internal static class BudgetedFleet
{
    /// <summary>Checks the budget of the composed fleet.</summary>
    public static async Task<BudgetResult> CheckAsync(params string[] settings) =>
        (await BudgetAsync(await BuilderAsync(each => ComposeAsync(each), settings))).Result;

    /// <summary>Checks the budget of an application.</summary>
    public static async Task<ServerBudget> BudgetAsync(IDistributedApplicationBuilder builder) => Assert.Single(
        await builder.Resources.OfType<ConnectionBudgetResource>()
            .Single()
            .CheckAsync(new(builder.Resources), builder.ExecutionContext, TestContext.Current.CancellationToken));

    /// <summary>Returns the exception that refuses the start of an application.</summary>
    public static async Task<Exception> RefusalAsync(Func<IDistributedApplicationBuilder, Task> compose, params string[] settings)
    {
        await using var application = (await BuilderAsync(compose, settings)).Build();
        var refusal = await Record.ExceptionAsync(() => application.StartAsync(TestContext.Current.CancellationToken));
        Assert.True(refusal is FleetException or ConnectionBudgetException, $"{refusal}");
        return refusal;
    }

    /// <summary>Adds the services that use the database, all that a budget is about.</summary>
    public static async Task<FleetDatabase> ComposeAsync(IDistributedApplicationBuilder builder)
    {
        var fleet = await builder.AddFleetAsync();
        builder.AddConnectionBudget(fleet: fleet);
        var postgres = builder.AddPostgres("postgres");
        var database = (fleet.Servers == ServerMode.Hosted ? builder.AddHostedDatabase(fleet) : postgres.AddFleetDatabase(fleet))
            .MigratedBy(builder.AddWorker("migrations"));
        if (fleet is { Servers: not ServerMode.Hosted, Topology: FleetTopology.Pooled })
        {
            database.WithPooler(
                builder.AddPgBouncer("pgbouncer", postgres, new() { MaxClientConnections = fleet.Pooler.MaxClientConnections }));
        }

        foreach (var service in fleet.Services.Select(service => service.Name).Where(service => service != "reports"))
        {
            builder.AddWorker(service).WithReplicas(fleet.Service(service).Replicas).WithDatabase(database);
        }

        return database;
    }

    /// <summary>In container mode, which needs no local programs; nothing is started.</summary>
    public static async Task<IDistributedApplicationBuilder> BuilderAsync(
        Func<IDistributedApplicationBuilder, Task> compose, params string[] settings)
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
        await compose(builder);
        return builder;
    }
}
