using System.Globalization;
using System.Reflection;
using System.Text.Json;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.ConnectionBudget;
using RoadmapAgent.Hosting.PgBouncer;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The fleet's database: runs its migrations, and gives services their connections and limits.</summary>
public abstract class FleetDatabase
{
    /// <summary>The name of the connection that bypasses the pooler.</summary>
    public const string DirectName = "roadmap-direct";

    /// <summary>The name of the connection that services use.</summary>
    public const string ConnectionName = "roadmap";

    private const string OperationsKey = "operations-key";

    private IResourceBuilder<ProjectResource>? _migrations;

    private protected FleetDatabase(FleetOptions fleet, IResourceBuilder<IResourceWithConnectionString> direct)
    {
        Fleet = fleet;
        Direct = direct.WithAnnotation(new FleetDatabaseAnnotation());
    }

    /// <summary>The connection that bypasses the pooler; for migrations and operations only.</summary>
    public IResourceBuilder<IResourceWithConnectionString> Direct { get; }

    private protected FleetOptions Fleet { get; }

    private protected bool Pooled => Fleet.Topology == FleetTopology.Pooled;

    private protected IDistributedApplicationBuilder Application => Direct.ApplicationBuilder;

    /// <summary>Sets the project that creates tables and roles over the direct connection; all services wait for it to complete.</summary>
    public FleetDatabase MigratedBy(IResourceBuilder<ProjectResource> migrations)
    {
        _migrations = migrations
            .WithReference(Direct)
            .WithOperationsConnections()
            .WithRestarts(runsToCompletion: true);
        ConfigureMigrations(migrations);
        return this;
    }

    /// <summary>
    /// Puts the pooler between the services and the server, with an alias for every service that is connected afterwards.
    /// </summary>
    /// <exception cref="FleetException">The fleet connects without a pooler, or its hosted database brings its own.</exception>
    public FleetDatabase WithPooler(IResourceBuilder<PgBouncerResource> pooler)
    {
        ArgumentNullException.ThrowIfNull(pooler);
        if (!Pooled)
        {
            throw new FleetException($"Fleet:Topology must be Pooled for the pooler '{pooler.Resource.Name}' (was '{Fleet.Topology}').");
        }

        UsePooler(pooler, _migrations);
        return this;
    }

    /// <summary>Gives a service its connection to the database and its limits.</summary>
    internal void Connect(IResourceBuilder<ProjectResource> service)
    {
        var name = service.Resource.Name;
        var sizes = Fleet.Service(name);
        service
            .WithConnections(sizes)
            .WithEnvironment("Database__Service", name)
            .WithEnvironment("Database__Pooled", Pooled ? "true" : "false")
            .WithEnvironment("Idle__Enabled", Fleet.Idle.Enabled ?? Fleet.Servers == ServerMode.Hosted ? "true" : "false")
            .WithEnvironment("Idle__After", Text(Fleet.Idle.After))
            .WithEnvironment("Idle__Interval", Text(Fleet.Idle.Interval))
            .WithEnvironment(context =>
            {
                foreach (var (size, value) in ProcessSizes(sizes))
                {
                    context.EnvironmentVariables[$"Database__{size}"] = value;
                }
            });
        if (Pooled && Fleet.PreparedStatements != PreparedStatements.Off)
        {
            service.WithEnvironment(async context => context.EnvironmentVariables["Database__PreparedStatements"] =
                await SupportsPreparedStatementsAsync(context) ? "true" : "false");
        }

        if (_migrations is not null)
        {
            service.WaitForCompletion(_migrations);
        }

        Connect(service, sizes);
    }

    /// <summary>
    /// Passes a service the declared budget, a direct connection string and the pooler's admin-console connection string.
    /// </summary>
    /// <returns>The key that an operator needs for the operations pages outside Development.</returns>
    internal ParameterResource Watch(IResourceBuilder<ProjectResource> service, ConnectionBudgetResource budget)
    {
        SecretRules.CheckHeader(Application.Configuration, OperationsKey);
        var key = Application.AddSecret(OperationsKey);
        service.WithEnvironment(async context =>
        {
            var budgets = await budget.CheckAsync(new(Application.Resources), context.ExecutionContext, context.CancellationToken);
            // In Base64, because azd and Helm would interpret the braces and quotes of JSON.
            context.EnvironmentVariables["Operations__Fleet"] =
                Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(budgets.Single().Server.Fleet));
        });
        service.WithEnvironment("Operations__Key", key);
        if (PassedSettings.Read<OperationsSettings>(Application.Configuration, OperationsSettings.Section).Webhook is { } webhook)
        {
            service.WithEnvironment(
                "Operations__Webhook", Application.AddParameter("operations-webhook", webhook.OriginalString, secret: true));
        }

        WatchServers(service);
        return key.Resource;
    }

    /// <summary>Returns whether the pooler supports prepared statements when a service starts, which is after the pooler has.</summary>
    private protected virtual Task<bool> SupportsPreparedStatementsAsync(EnvironmentCallbackContext context) =>
        Task.FromResult(Fleet.PreparedStatements == PreparedStatements.Supported);

    private protected abstract void WatchServers(IResourceBuilder<ProjectResource> service);

    private protected virtual void ConfigureMigrations(IResourceBuilder<ProjectResource> migrations)
    {
    }

    private protected abstract void UsePooler(
        IResourceBuilder<PgBouncerResource> pooler, IResourceBuilder<ProjectResource>? migrations);

    private protected abstract void Connect(IResourceBuilder<ProjectResource> service, ServiceDescription sizes);

    // Every number that a process is responsible for: the process reads them into the same record.
    private static IEnumerable<(string Name, string Value)> ProcessSizes(ProcessDescription process) =>
        from property in typeof(ProcessDescription).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.CanWrite
        select (property.Name, Convert.ToString(property.GetValue(process), CultureInfo.InvariantCulture)!);

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
