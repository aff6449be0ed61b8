using System.Globalization;
using System.Reflection;
using System.Text.Json;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The fleet's database: runs its migrations, and gives services their connections and limits.</summary>
public abstract class FleetDatabase
{
    /// <summary>The name of the connection that bypasses the pooler.</summary>
    public const string DirectName = "roadmap-direct";

    /// <summary>The name of the connection that services use.</summary>
    public const string ConnectionName = "roadmap";

    private IResourceBuilder<ProjectResource>? _migrations;

    private protected FleetDatabase(FleetBuilder fleet, IResourceBuilder<IResourceWithConnectionString> direct)
    {
        Fleet = fleet;
        Direct = direct.WithAnnotation(new FleetDatabaseAnnotation());
    }

    /// <summary>The connection that bypasses the pooler; for migrations and operations only.</summary>
    public IResourceBuilder<IResourceWithConnectionString> Direct { get; }

    private protected FleetBuilder Fleet { get; }

    private protected bool Pooled => Fleet.Options.Topology == FleetTopology.Pooled;

    /// <summary>Sets the project that creates tables and roles over the direct connection; all services wait for it to complete.</summary>
    public FleetDatabase MigratedBy(IResourceBuilder<ProjectResource> migrations)
    {
        _migrations = migrations
            .WithReference(Direct)
            .WithAnnotation(new OperationsConnectionsAnnotation())
            .WithRestarts(runsToCompletion: true);
        ConfigureMigrations(migrations);
        return this;
    }

    /// <summary>
    /// Adds the pooler between the services and the server, with an alias for every service that is connected afterwards. Adds none for the
    /// topology <see cref="FleetTopology.Direct"/>, or for a hosted database, which has its own.
    /// </summary>
    public FleetDatabase WithPooler([ResourceName] string name)
    {
        if (Pooled)
        {
            AddPooler(name, _migrations);
        }

        return this;
    }

    /// <summary>Gives a service its connection to the database and its limits.</summary>
    internal void Connect(IResourceBuilder<ProjectResource> service)
    {
        var name = service.Resource.Name;
        var sizes = Fleet.Options.Service(name);
        service
            .WithEnvironment("Database__Service", name)
            .WithEnvironment("Database__Pooled", Pooled ? "true" : "false")
            .WithEnvironment(context =>
            {
                foreach (var (size, value) in ProcessSizes(sizes))
                {
                    context.EnvironmentVariables[$"Database__{size}"] = value;
                }
            });
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
    internal ParameterResource Watch(IResourceBuilder<ProjectResource> service)
    {
        var key = Fleet.AddSecret("operations-key");
        var model = new DistributedApplicationModel(service.ApplicationBuilder.Resources);
        // In Base64, because azd and Helm would interpret the braces and quotes of JSON.
        service.WithEnvironment(context => context.EnvironmentVariables["Operations__Fleet"] =
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(FleetModel.Of(Fleet.Options, model))));
        service.WithEnvironment("Operations__Key", key);
        WatchServers(service);
        return key.Resource;
    }

    private protected abstract void WatchServers(IResourceBuilder<ProjectResource> service);

    private protected virtual void ConfigureMigrations(IResourceBuilder<ProjectResource> migrations)
    {
    }

    private protected virtual void AddPooler(string name, IResourceBuilder<ProjectResource>? migrations)
    {
    }

    private protected abstract void Connect(IResourceBuilder<ProjectResource> service, ServiceDescription sizes);

    // Every number that a process is responsible for: the process reads them into the same record.
    private static IEnumerable<(string Name, string Value)> ProcessSizes(ProcessDescription process) =>
        from property in typeof(ProcessDescription).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.CanWrite
        select (property.Name, Convert.ToString(property.GetValue(process), CultureInfo.InvariantCulture)!);

    private protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
