using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace Aspire.Hosting;

/// <summary>Adds PgBouncer containers, and adds databases and console users to any PgBouncer.</summary>
public static class PgBouncerBuilderExtensions
{
    /// <summary>
    /// Adds a PgBouncer container in transaction mode in front of a PostgreSQL server. It is healthy when its first database answers a
    /// query through it. This version uses the tag <inheritdoc cref="PgBouncerContainerImageTags.Tag"/> of the image
    /// <inheritdoc cref="PgBouncerContainerImageTags.Image"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="server">The server.</param>
    /// <param name="options">The pooler's settings. Default: null, the defaults of <see cref="PgBouncerOptions"/>.</param>
    /// <param name="port">The port on the host. Default: null, a random one.</param>
    public static IResourceBuilder<PgBouncerResource> AddPgBouncer(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<PostgresServerResource> server,
        PgBouncerOptions? options = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        return builder.AddPgBouncer(name, server.Resource.PrimaryEndpoint, options, port);
    }

    /// <inheritdoc
    /// cref="AddPgBouncer(IDistributedApplicationBuilder, string, IResourceBuilder{PostgresServerResource}, PgBouncerOptions?, int?)"/>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="server">The endpoint of the server.</param>
    /// <param name="options">The pooler's settings. Default: null, the defaults of <see cref="PgBouncerOptions"/>.</param>
    /// <param name="port">The port on the host. Default: null, a random one.</param>
    public static IResourceBuilder<PgBouncerResource> AddPgBouncer(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        EndpointReference server,
        PgBouncerOptions? options = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(server);
        var resource = new PgBouncerResource(
            name, new(server, options ?? new()) { IsPublished = builder.ExecutionContext.IsPublishMode });
        var pooler = builder.AddResource(resource)
            .WithImage(PgBouncerContainerImageTags.Image, PgBouncerContainerImageTags.Tag)
            .WithImageRegistry(PgBouncerContainerImageTags.Registry)
            .WithEndpoint(port: port, targetPort: PgBouncerResource.ContainerPort, name: PgBouncerConnection.EndpointName, scheme: "tcp")
            .WithPoolerBehaviour(server.Resource);
        return builder.ExecutionContext.IsPublishMode ? pooler.WithEntryPoint() : pooler.WithFiles(builder.ExecutionContext);
    }

    /// <summary>
    /// Adds a database: an alias with a login and a fixed share of the server's connections. Services reference it with
    /// <c>WithReference</c>, like a PostgreSQL database.
    /// </summary>
    /// <param name="builder">The pooler.</param>
    /// <param name="name">The resource's name, which is the connection name unless the reference specifies another one.</param>
    /// <param name="databaseName">The database's name on the server.</param>
    /// <param name="login">The login; its role must exist on the server.</param>
    /// <param name="poolSize">The maximum number of server connections of the alias, 1 to 10,000.</param>
    /// <param name="reserve">Additional server connections for clients that have waited five seconds, 0 to 10,000. Default: 0.</param>
    /// <param name="alias">The name that clients connect to. Default: null, the resource's name.</param>
    /// <exception cref="DistributedApplicationException">The pooler already has a database with this alias.</exception>
    public static IResourceBuilder<PgBouncerDatabaseResource> AddDatabase(
        this IResourceBuilder<IPgBouncerResource> builder,
        [ResourceName] string name,
        string databaseName,
        PgBouncerLogin login,
        int poolSize,
        int reserve = 0,
        string? alias = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(databaseName);
        ArgumentNullException.ThrowIfNull(login);
        ArgumentOutOfRangeException.ThrowIfLessThan(poolSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        var database = new PgBouncerDatabaseResource(name, alias ?? name, databaseName, login, poolSize, reserve, builder.Resource);
        builder.Resource.Definition.Add(database);

        // Aspire gives the children of a container its state, but not those of a process.
        builder.OnResourceReady((_, @event, _) => @event.Services.GetRequiredService<ResourceNotificationService>()
            .PublishUpdateAsync(database, snapshot => snapshot with { State = KnownResourceStates.Running }));
        return builder.ApplicationBuilder.AddResource(database)
            .WithIconName("Database")
            .WithInitialState(new()
            {
                ResourceType = "PgBouncerDatabase",
                State = KnownResourceStates.Waiting,
                Properties =
                [
                    new("Alias", database.Alias),
                    new("Database", databaseName),
                    new("Pool size", poolSize.ToString(CultureInfo.InvariantCulture)),
                    new("Reserve", reserve.ToString(CultureInfo.InvariantCulture)),
                ],
            });
    }

    /// <summary>Adds a database of an Aspire PostgreSQL server, with the server's own login.</summary>
    /// <param name="builder">The pooler.</param>
    /// <param name="name">The resource's name, which is the connection name unless the reference specifies another one.</param>
    /// <param name="database">The database on the server.</param>
    /// <param name="poolSize">The maximum number of server connections of the alias, 1 to 10,000.</param>
    /// <param name="reserve">Additional server connections for clients that have waited five seconds, 0 to 10,000. Default: 0.</param>
    /// <param name="alias">The name that clients connect to. Default: null, the resource's name.</param>
    /// <exception cref="DistributedApplicationException">The pooler already has a database with this alias.</exception>
    public static IResourceBuilder<PgBouncerDatabaseResource> AddDatabase(
        this IResourceBuilder<IPgBouncerResource> builder,
        [ResourceName] string name,
        IResourceBuilder<PostgresDatabaseResource> database,
        int poolSize,
        int reserve = 0,
        string? alias = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        var server = database.Resource.Parent;
        PgBouncerLogin login = server.UserNameParameter is { } userName
            ? new(userName, server.PasswordParameter)
            : new("postgres", server.PasswordParameter);
        return builder.AddDatabase(name, database.Resource.DatabaseName, login, poolSize, reserve, alias);
    }

    /// <summary>
    /// Adds a user with read access to the admin console, who is used in the pooler's own connection string. The last call wins.
    /// </summary>
    /// <param name="builder">The pooler.</param>
    /// <param name="userName">The user's name.</param>
    /// <param name="password">The user's password. Default: null, a generated one, stored in the AppHost's user secrets.</param>
    public static IResourceBuilder<T> WithStatsUser<T>(
        this IResourceBuilder<T> builder, string userName = "pgbouncer_stats", IResourceBuilder<ParameterResource>? password = null)
        where T : IPgBouncerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Definition.StatsUser = new(userName, password?.Resource ?? GeneratedPassword(builder, "stats"));
        return builder;
    }

    /// <summary>Adds a user with full access to the admin console, for example to pause the pooler. The last call wins.</summary>
    /// <inheritdoc cref="WithStatsUser{T}"/>
    public static IResourceBuilder<T> WithAdminUser<T>(
        this IResourceBuilder<T> builder, string userName = "pgbouncer_admin", IResourceBuilder<ParameterResource>? password = null)
        where T : IPgBouncerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Definition.AdminUser = new(userName, password?.Resource ?? GeneratedPassword(builder, "admin"));
        return builder;
    }

    /// <summary>
    /// Gives a project the connection string of the pooler's console as the admin user, who can pause and stop the pooler. Only for a
    /// service that operators use.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="pooler">The pooler.</param>
    /// <param name="connectionName">The name of the connection string. Default: <c>pgbouncer-admin</c>.</param>
    /// <exception cref="InvalidOperationException">The pooler has no admin user.</exception>
    public static IResourceBuilder<T> WithAdminConsole<T>(
        this IResourceBuilder<T> project, IResourceBuilder<IPgBouncerResource> pooler, string connectionName = "pgbouncer-admin")
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(pooler);
        var admin = pooler.Resource.Definition.AdminUser ?? throw new InvalidOperationException(
            $"The pooler '{pooler.Resource.Name}' has no admin user: add one with WithAdminUser().");
        return project.WithEnvironment(
            $"ConnectionStrings__{connectionName}", PgBouncerConnection.AdminConnectionString(pooler.Resource, admin));
    }

    /// <summary>Adds the icon, the parent and the health check that all poolers have.</summary>
    internal static IResourceBuilder<T> WithPoolerBehaviour<T>(this IResourceBuilder<T> builder, IResource server)
        where T : IPgBouncerResource
    {
        var healthCheck = $"{builder.Resource.Name}_check";
        var pooler = builder.Resource;
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(healthCheck, _ => new PgBouncerHealthCheck(pooler), failureStatus: null, tags: null));
        return builder.WithIconName("Router").WithParentRelationship(server).WithHealthCheck(healthCheck);
    }

    private static ParameterResource GeneratedPassword<T>(IResourceBuilder<T> builder, string user) where T : IPgBouncerResource =>
        ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder.ApplicationBuilder, $"{builder.Resource.Name}-{user}-password", special: false);
}
