namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Connects projects to a <see cref="FleetDatabase"/>.</summary>
public static class FleetDatabaseExtensions
{
    /// <summary>
    /// Gives a service its role, its alias on the pooler (connection name <c>roadmap</c>) and the limits declared in
    /// <c>Fleet:Services:{name}</c>, and makes it wait for the database.
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
