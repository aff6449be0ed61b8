using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>A database that a service connects to.</summary>
/// <param name="Database">The referenced resource.</param>
/// <param name="Server">The name of the PostgreSQL server.</param>
/// <param name="Share">The share of the server's connections behind which it is; null if the service connects to the server itself.</param>
internal sealed record DatabaseUse(IResource Database, string Server, IPooledShare? Share)
{
    // The relationship type that WithReference adds; Aspire's own constant is internal.
    private const string ReferenceType = "Reference";

    /// <summary>Finds the databases that a resource refers to, each once.</summary>
    public static IReadOnlyList<DatabaseUse> Of(IResource service) =>
    [
        .. service.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type == ReferenceType)
            .Select(relationship => Resolve(relationship.Resource))
            .OfType<DatabaseUse>()
            .DistinctBy(use => use.Database.Name),
    ];

    private static DatabaseUse? Resolve(IResource database) => database is IPooledShare share
        ? new(database, share.Server, share)
        : ServerOf(database) is { } server ? new(database, server.Name, Share: null) : null;

    private static PostgresServerResource? ServerOf(IResource resource) => resource switch
    {
        PostgresServerResource server => server,
        IResourceWithParent { Parent: var parent } => ServerOf(parent),
        _ => null,
    };
}
