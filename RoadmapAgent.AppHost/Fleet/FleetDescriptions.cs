using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Creates the input of the connection budget from the options and the application model.</summary>
internal static class FleetDescriptions
{
    // The relationship type that WithReference adds; Aspire's own constant is internal.
    private const string ReferenceType = "Reference";

    /// <summary>Describes the limits, without services.</summary>
    public static FleetDescription OfLimits(FleetOptions options) => new()
    {
        Topology = options.Topology == Topology.Pooled ? FleetTopology.Pooled : FleetTopology.Direct,
        Surge = options.Surge,
        Postgres = new()
        {
            MaxConnections = options.Postgres.MaxConnections,
            SuperuserReserved = options.Postgres.SuperuserReserved,
            Reserved = options.Postgres.Reserved,
            OperationsReserve = options.Postgres.OperationsReserve,
        },
        Pooler = new()
        {
            MaxClientConnections = options.Pooler.MaxClientConnections,
            AdminConnections = options.Pooler.AdminConnections,
            SharedPoolSize = options.Pooler.PoolSize,
            OpenFileLimit = options.Pooler.OpenFileLimit,
        },
        Operations = new()
        {
            Migrations = options.Operations.Migrations,
            Monitor = options.Operations.Monitor,
            HealthChecks = options.Operations.HealthChecks,
        },
    };

    /// <summary>Describes a service as declared in its settings.</summary>
    public static ServiceDescription Of(string service, ServiceSizes sizes) => new()
    {
        Name = service,
        Replicas = sizes.Replicas,
        MaxPoolSize = sizes.MaxPoolSize,
        Gate = sizes.Gate,
        UngatedConnections = sizes.UngatedConnections,
        Share = sizes.Share,
        Reserve = sizes.Reserve,
        Weight = sizes.Weight,
    };

    /// <summary>Describes the fleet in the model: every service connected to the database, and every alias of the pooler.</summary>
    /// <exception cref="FleetException">A resource uses the database without declaring limits.</exception>
    public static FleetDescription OfModel(FleetOptions options, DistributedApplicationModel model)
    {
        RefuseUndeclared(model);
        var services = model.Resources
            .SelectMany(
                resource => resource.Annotations.OfType<ConnectionLimitsAnnotation>(),
                (resource, limits) => (Resource: resource, Limits: limits))
            .Select(service => Of(service.Limits.Service, service.Limits.Sizes) with
            {
                // The resources take precedence over the settings, because AppHost.cs may have changed them.
                Replicas = service.Resource.GetReplicaCount(),
                Share = service.Limits.Alias?.PoolSize ?? service.Limits.Sizes.Share,
                Reserve = service.Limits.Alias?.Reserve ?? service.Limits.Sizes.Reserve,
            })
            .ToList();
        var used = model.Resources
            .SelectMany(resource => resource.Annotations.OfType<ConnectionLimitsAnnotation>())
            .Select(limits => limits.Alias)
            .ToHashSet();
        var others = model.Resources.OfType<PgBouncerDatabaseResource>()
            .Where(alias => !used.Contains(alias))
            .Select(alias => new ServiceDescription
            {
                Name = alias.Name,
                Replicas = 0,
                Share = alias.PoolSize,
                Reserve = alias.Reserve,
            });
        var limits = OfLimits(options);
        return limits with
        {
            Pooler = limits.Pooler with
            {
                OpenFileLimit = limits.Pooler.OpenFileLimit
                    ?? (model.Resources.OfType<PgBouncerProcessResource>().Any() ? OpenFileLimit.OfThisMachine() : null),
            },
            Services = [.. services, .. others],
        };
    }

    private static void RefuseUndeclared(DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources.Where(resource => resource is IComputeResource and not IPgBouncerResource))
        {
            var database = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Where(relationship => relationship.Type == ReferenceType)
                .Select(relationship => relationship.Resource)
                .FirstOrDefault(IsDatabase);
            if (database is not null
                && !resource.HasAnnotationOfType<ConnectionLimitsAnnotation>()
                && !resource.HasAnnotationOfType<OperationsConnectionsAnnotation>())
            {
                throw new FleetException(
                    $"The service '{resource.Name}' uses the database ('{database.Name}') but declares no limits: connect it with "
                    + $"WithDatabase(database) and set Fleet:Services:{resource.Name}:Replicas, MaxPoolSize and Share.");
            }
        }

        bool IsDatabase(IResource resource) => resource.HasAnnotationOfType<FleetDatabaseAnnotation>()
            || (resource is IResourceWithParent { Parent: var parent } && IsDatabase(parent));
    }
}
