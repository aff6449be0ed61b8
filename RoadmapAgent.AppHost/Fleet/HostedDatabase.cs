using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// A managed PostgreSQL behind its own transaction pooler. Both connection strings are configured, all services log in with the one role in
/// them, and the pooler has one pool for all services. Its admin console is not used.
/// </summary>
/// <param name="application">The application.</param>
/// <param name="fleet">The fleet.</param>
internal sealed class HostedDatabase(IDistributedApplicationBuilder application, FleetOptions fleet)
    : FleetDatabase(fleet, application.AddPostgresConnection(DirectName))
{
    private readonly IResourceBuilder<IResourceWithConnectionString>? _pooled = fleet.Topology == FleetTopology.Pooled
        ? application.AddPostgresConnection(ConnectionName).WithAnnotation(new FleetDatabaseAnnotation())
        : null;

    private protected override void WatchServers(IResourceBuilder<ProjectResource> service) => service.WithReference(Direct);

    private protected override void UsePooler(
        IResourceBuilder<PgBouncerResource> pooler, IResourceBuilder<ProjectResource>? migrations) =>
        throw new FleetException(
            $"Fleet:Servers must be one of Auto, Containers, Processes for the pooler '{pooler.Resource.Name}' (was 'Hosted'): "
            + "a hosted database brings its own.");

    private protected override void Connect(IResourceBuilder<ProjectResource> service, ServiceDescription sizes) =>
        service.WithReference(_pooled ?? Direct, connectionName: ConnectionName);
}
