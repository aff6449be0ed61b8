using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Completes the declared fleet with what the application model says.</summary>
internal static class FleetModel
{
    // The relationship type that WithReference adds; Aspire's own constant is internal.
    private const string ReferenceType = "Reference";

    /// <summary>Describes the fleet in the model: every service connected to the database, and every alias of the pooler.</summary>
    /// <exception cref="FleetException">A resource uses the database without declaring limits.</exception>
    public static FleetDescription Of(FleetOptions options, DistributedApplicationModel model)
    {
        RefuseUndeclared(model);
        var services = model.Resources
            .SelectMany(
                resource => resource.Annotations.OfType<ConnectionLimitsAnnotation>(),
                (resource, limits) => (Resource: resource, Limits: limits))
            .Select(service => service.Limits.Service with
            {
                // The resources take precedence over the settings, because AppHost.cs may have changed them.
                Replicas = service.Resource.GetReplicaCount(),
                Share = service.Limits.Alias?.PoolSize ?? service.Limits.Service.Share,
                Reserve = service.Limits.Alias?.Reserve ?? service.Limits.Service.Reserve,
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
        return options with
        {
            Pooler = options.Pooler with
            {
                OpenFileLimit = options.Pooler.OpenFileLimit
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
