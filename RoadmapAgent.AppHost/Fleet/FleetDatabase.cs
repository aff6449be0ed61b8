using System.Globalization;
using RoadmapAgent.AppHost.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The fleet's database: its server, the pooler in front of it, and a role for every service.</summary>
public sealed class FleetDatabase
{
    // A role may open a little more than its share: a server connection being replaced overlaps with its successor.
    private const int RoleSlack = 2;

    // The monitor samples on one connection; a second one covers the moment a new holder takes over.
    private const int MonitorConnections = 2;

    private readonly FleetBuilder _fleet;
    private readonly IResourceBuilder<IResource> _server;
    private readonly List<ServiceRole> _roles = [];
    private IResourceBuilder<ProjectResource>? _migrations;
    private IResourceBuilder<IPgBouncerResource>? _pooler;

    internal FleetDatabase(
        FleetBuilder fleet,
        IResourceBuilder<IResource> server,
        IResourceBuilder<IResourceWithConnectionString> direct,
        EndpointReference endpoint,
        string databaseName)
    {
        _fleet = fleet;
        _server = server;
        Direct = direct;
        Endpoint = endpoint;
        DatabaseName = databaseName;
        _roles.Add(new("monitor", fleet.AddSecret("roadmap-monitor-password"), MonitorConnections));
    }

    /// <summary>The connection that bypasses the pooler.</summary>
    public IResourceBuilder<IResourceWithConnectionString> Direct { get; }

    /// <summary>Where the server listens.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName { get; }

    /// <summary>Lets a project create tables and roles over the direct connection; everything else waits for it to complete.</summary>
    public FleetDatabase MigratedBy(IResourceBuilder<ProjectResource> migrations)
    {
        _migrations = migrations
            .WithReference(Direct)
            .WaitFor(_server)
            .WithEnvironment(context =>
            {
                foreach (var role in _roles)
                {
                    context.EnvironmentVariables[$"Migrations__Roles__{role.Service}__Password"] = role.Password.Resource;
                    context.EnvironmentVariables[$"Migrations__Roles__{role.Service}__ConnectionLimit"] = role.ConnectionLimit.ToString(CultureInfo.InvariantCulture);
                }
            });
        return this;
    }

    /// <summary>
    /// Puts the pooler between the services and the server, with an alias for every service that is connected afterwards. In the topology
    /// <see cref="Topology.Direct"/> there is none.
    /// </summary>
    public FleetDatabase WithPooler([ResourceName] string name)
    {
        if (Pooled)
        {
            _pooler = _fleet.AddPgBouncer(name, Endpoint).WaitFor(_server);
            if (_migrations is not null)
            {
                // Its health check logs in as a service, whose role the migrations create.
                _pooler.WaitForCompletion(_migrations);
            }
        }

        return this;
    }

    /// <summary>Gives a service its role, its way to the database and its limits.</summary>
    internal void Connect(IResourceBuilder<ProjectResource> service)
    {
        var name = service.Resource.Name;
        var sizes = _fleet.Sizes(name);
        var role = new ServiceRole(name, _fleet.AddSecret($"roadmap-{name}-password"), ConnectionLimit(sizes));
        _roles.Add(role);
        service
            .WithAnnotation(new ConnectionLimitsAnnotation(name, sizes))
            .WithEnvironment("Database__Service", name)
            .WithEnvironment("Database__Pooled", Pooled ? "true" : "false")
            .WithEnvironment("Database__MaxPoolSize", Text(sizes.MaxPoolSize))
            .WithEnvironment("Database__Gate", Text(sizes.Gate));
        if (_migrations is not null)
        {
            service.WaitForCompletion(_migrations);
        }

        if (_pooler is not null)
        {
            var alias = _pooler.AddDatabase($"roadmap-{name}", DatabaseName, new PgBouncerLogin(role.Name, role.Password.Resource), sizes.Share, alias: role.Name);
            service.WithReference(alias, connectionName: "roadmap").WaitFor(_pooler);
        }
        else
        {
            service.WithEnvironment("ConnectionStrings__roadmap", ReferenceExpression.Create(
                $"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={role.Name};Password={role.Password};Database={DatabaseName}"));
        }
    }

    private bool Pooled => _fleet.Options.Topology == Topology.Pooled;

    private int ConnectionLimit(ServiceSizes sizes) => Pooled
        ? sizes.Share + RoleSlack
        : (int)Math.Min(int.MaxValue, Math.Ceiling(sizes.Replicas * (1 + _fleet.Options.Surge)) * sizes.MaxPoolSize);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Connects projects to a <see cref="FleetDatabase"/>.</summary>
public static class FleetDatabaseExtensions
{
    /// <summary>
    /// Gives a service its role, its alias at the pooler (connection name <c>roadmap</c>) and the limits that <c>Fleet:Services:{name}</c>
    /// declares for it, and lets it wait for all of these.
    /// </summary>
    /// <param name="service">The service; its resource name is its name in the fleet.</param>
    /// <param name="database">The fleet's database.</param>
    /// <exception cref="FleetException">The service declares no limits.</exception>
    public static IResourceBuilder<ProjectResource> WithDatabase(this IResourceBuilder<ProjectResource> service, FleetDatabase database)
    {
        database.Connect(service);
        return service;
    }
}
