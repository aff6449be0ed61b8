using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// A managed PostgreSQL behind its own transaction pooler. Both connection strings are configured, all services log in with the one role in
/// them, and the pooler has one pool for all services. Its admin console is not used.
/// </summary>
/// <param name="fleet">The fleet.</param>
internal sealed class HostedDatabase(FleetBuilder fleet) : FleetDatabase(fleet, fleet.Application.AddConnectionString(DirectName))
{
    private readonly IResourceBuilder<IResourceWithConnectionString>? _pooled = fleet.Options.Topology == FleetTopology.Pooled
        ? fleet.Application.AddConnectionString(ConnectionName).WithAnnotation(new FleetDatabaseAnnotation())
        : null;

    private protected override void WatchServers(IResourceBuilder<ProjectResource> service) => service.WithReference(Direct);

    private protected override void Connect(IResourceBuilder<ProjectResource> service, ServiceDescription sizes) => service
        .WithReference(_pooled ?? Direct, connectionName: ConnectionName)
        .WithAnnotation(new ConnectionLimitsAnnotation(sizes));
}
