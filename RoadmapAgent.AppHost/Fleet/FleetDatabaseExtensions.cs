using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Adds the fleet's database, and connects projects to it.</summary>
public static class FleetDatabaseExtensions
{
    private const string DatabaseName = "roadmap";

    /// <summary>
    /// Adds the fleet's database to a server that the AppHost runs, as <c>roadmap-direct</c>, which only migrations and operations use.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="fleet">The fleet.</param>
    public static FleetDatabase AddFleetDatabase(this IResourceBuilder<PostgresServerResource> server, FleetOptions fleet)
    {
        // The image creates the database, as it must in a deployment. Aspire's CREATE DATABASE would log an error on every start with
        // existing data.
        server.WithEnvironment("POSTGRES_DB", DatabaseName);
        if (!server.Resource.HasAnnotationOfType<ConnectionStringRedirectAnnotation>())
        {
            server.WithAnnotation(new ConnectionStringRedirectAnnotation(new QuotedServer(server)));
        }

        var database = server.AddDatabase(FleetDatabase.DirectName, DatabaseName).WithCreationScript("SELECT 1");
        return new OwnDatabase(fleet, server, database);
    }

    /// <summary>
    /// Adds a managed PostgreSQL: <c>ConnectionStrings:roadmap-direct</c> connects to it, and in the topology <c>Pooled</c>
    /// <c>ConnectionStrings:roadmap</c> connects through its own transaction pooler.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="fleet">The fleet.</param>
    public static FleetDatabase AddHostedDatabase(this IDistributedApplicationBuilder builder, FleetOptions fleet) =>
        new HostedDatabase(builder, fleet);

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
