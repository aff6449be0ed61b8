using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Adds the fleet's servers, each as a container or as a local process.</summary>
/// <param name="application">The application.</param>
/// <param name="options">The fleet's options, with <see cref="FleetOptions.Servers"/> resolved.</param>
public sealed class FleetBuilder(IDistributedApplicationBuilder application, FleetOptions options)
{
    private const string DatabaseName = "roadmap";

    /// <summary>The fleet's options.</summary>
    public FleetOptions Options { get; } = options;

    internal IDistributedApplicationBuilder Application { get; } = application;

    private bool InContainers => Options.Servers == ServerMode.Containers;

    private bool IsHosted => Options.Servers == ServerMode.Hosted;

    /// <summary>Returns the number of processes of a service.</summary>
    /// <exception cref="FleetException">The service declares no sizes.</exception>
    public int Replicas(string service) => Options.Service(service).Replicas;

    /// <summary>Adds RabbitMQ. With a hosted database it may be hosted too, if <c>ConnectionStrings</c> contains its name.</summary>
    public IResourceBuilder<IResourceWithConnectionString> AddMessaging([ResourceName] string name)
    {
        if (IsHosted && Application.Configuration.GetConnectionString(name) is not null)
        {
            return Application.AddConnectionString(name);
        }

        var password = AddSecret($"{name}-password");
        if (!(InContainers || (IsHosted && FleetBuilderExtensions.CanRunContainers(Application))))
        {
            return Application.AddRabbitMqProcess(name, password, DataDirectoryOf(name));
        }

        // RabbitMQ stores its data under its node name, which defaults to the name of its container.
        return Application.AddRabbitMQ(name, password: password)
            .WithDataVolume(DataVolumeOf(name))
            .WithEnvironment("RABBITMQ_NODENAME", $"{name}@localhost")
            .RestartedOnFailure();
    }

    /// <summary>Adds PostgreSQL and its database as <c>roadmap-direct</c>, which only migrations and operations use directly.</summary>
    public FleetDatabase AddPostgres([ResourceName] string name)
    {
        if (IsHosted)
        {
            return new HostedDatabase(this);
        }

        var password = AddSecret($"{name}-password");
        return InContainers ? AddPostgresContainer(name, password) : AddPostgresProcess(name, password);
    }

    internal IResourceBuilder<IPgBouncerResource> AddPgBouncer(string name, EndpointReference server)
    {
        var pooler = new PgBouncerOptions { MaxClientConnections = Options.Pooler.MaxClientConnections };
        var builder = InContainers
            ? (IResourceBuilder<IPgBouncerResource>)Application.AddPgBouncer(name, server, pooler).RestartedOnFailure()
            : Application.AddPgBouncerProcess(name, server, DataDirectoryOf(name), pooler);
        return builder.WithStatsUser().WithAdminUser().WithConsoleCommands();
    }

    /// <summary>
    /// Adds a secret that is generated once and stored in the user secrets. It has no special characters, because it is used in URIs.
    /// </summary>
    internal IResourceBuilder<ParameterResource> AddSecret(string name) =>
        Application.AddParameter(name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);

    // A local directory has no meaning in a deployment.
    private string? DataVolumeOf(string name) => Application.ExecutionContext.IsRunMode ? Options.DataVolumeOf(name) : null;

    internal string DataDirectoryOf(string name) => Path.Combine(Options.DataDirectory, name);

    /// <summary>The server settings, equal to those of the budget.</summary>
    private string[] PostgresSettings =>
    [
        $"max_connections={Options.Postgres.MaxConnections}",
        $"superuser_reserved_connections={Options.Postgres.SuperuserReserved}",
        // Unknown to PostgreSQL before 16.
        .. Options.Postgres.Reserved > 0 ? new[] { $"reserved_connections={Options.Postgres.Reserved}" } : [],
    ];

    private OwnDatabase AddPostgresProcess(string name, IResourceBuilder<ParameterResource> password)
    {
        var server = Application.AddPostgresProcess(name, password, DataDirectoryOf(name), PostgresSettings);
        var database = server.AddDatabase(FleetDatabase.DirectName, DatabaseName);
        return new OwnDatabase(this, server, database, server.Resource.PrimaryEndpoint, DatabaseName);
    }

    private OwnDatabase AddPostgresContainer(string name, IResourceBuilder<ParameterResource> password)
    {
        var server = Application.AddPostgres(name, password: password)
            .WithArgs([.. PostgresSettings.SelectMany(setting => new[] { "-c", setting })])
            .WithDataVolume(DataVolumeOf(name))
            .WithEnvironment("POSTGRES_DB", DatabaseName)
            .RestartedOnFailure();

        // The image creates the database, as it must in a deployment. Aspire's CREATE DATABASE would log an error on every start with
        // existing data.
        var database = server.AddDatabase(FleetDatabase.DirectName, DatabaseName).WithCreationScript("SELECT 1");
        return new OwnDatabase(this, server, database, server.Resource.PrimaryEndpoint, DatabaseName);
    }
}
