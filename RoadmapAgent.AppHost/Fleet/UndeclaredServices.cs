using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Hosting.ConnectionBudget;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Refuses services that use the fleet's database without declaring their connections: nothing of this fleet is assumed.</summary>
internal static class UndeclaredServices
{
    // The relationship type that WithReference adds; Aspire's own constant is internal.
    private const string ReferenceType = "Reference";

    /// <summary>Refuses them.</summary>
    /// <exception cref="FleetException">A resource uses the database without declaring limits.</exception>
    public static void Refuse(DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources.Where(resource => resource is IComputeResource and not IPgBouncerResource))
        {
            var database = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Where(relationship => relationship.Type == ReferenceType)
                .Select(relationship => relationship.Resource)
                .FirstOrDefault(IsDatabase);
            if (database is not null
                && !resource.HasAnnotationOfType<ServiceConnectionsAnnotation>()
                && !resource.HasAnnotationOfType<OperationsConnectionsAnnotation>())
            {
                throw new FleetException(
                    $"The service '{resource.Name}' uses the database ('{database.Name}') but declares no limits: connect it with "
                    + $"WithDatabase(database) and set Fleet:Services:{resource.Name}:Replicas, MaxPoolSize and Share.");
            }
        }
    }

    private static bool IsDatabase(IResource resource) => resource.HasAnnotationOfType<FleetDatabaseAnnotation>()
        || (resource is IResourceWithParent { Parent: var parent } && IsDatabase(parent));
}
