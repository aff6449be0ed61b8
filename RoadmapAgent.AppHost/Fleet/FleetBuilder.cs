using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Adds the fleet's servers, each as a container or as a process of this machine.</summary>
/// <param name="application">The application.</param>
/// <param name="options">The fleet's options; <see cref="FleetOptions.Servers"/> is decided.</param>
public sealed class FleetBuilder(IDistributedApplicationBuilder application, FleetOptions options)
{
    private const string DatabaseName = "roadmap";

    /// <summary>The fleet's options.</summary>
    public FleetOptions Options { get; } = options;

    internal IDistributedApplicationBuilder Application { get; } = application;

    private bool InContainers => Options.Servers == ServerMode.Containers;

    private bool IsHosted => Options.Servers == ServerMode.Hosted;

    /// <summary>How many processes a service runs.</summary>
    /// <exception cref="FleetException">The service declares no sizes.</exception>
    public int Replicas(string service) => Sizes(service).Replicas;

    /// <summary>Adds RabbitMQ; beside a hosted database one that is hosted too, if <c>ConnectionStrings</c> has it.</summary>
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

        // RabbitMQ keeps its data by the name of its node, which else is the name of whatever container it runs in.
        return Application.AddRabbitMQ(name, password: password)
            .WithDataVolume(DataVolumeOf(name))
            .WithEnvironment("RABBITMQ_NODENAME", $"{name}@localhost")
            .RestartedOnFailure();
    }

    /// <summary>Adds PostgreSQL and, as <c>roadmap-direct</c>, the database on it, which only migrations and operations use directly.</summary>
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

    /// <summary>A secret that is generated once and kept with this machine's user secrets; no special characters, because it goes into URIs.</summary>
    internal IResourceBuilder<ParameterResource> AddSecret(string name) =>
        Application.AddParameter(name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);

    internal ServiceSizes Sizes(string service) => Options.Services.TryGetValue(service, out var sizes)
        ? sizes
        : throw new FleetException(
            $"The service '{service}' uses the database but declares no limits: set Fleet:Services:{service}:Replicas, MaxPoolSize and Share.");

    // A directory of this machine means nothing where the fleet is deployed.
    private string? DataVolumeOf(string name) => Application.ExecutionContext.IsRunMode ? Options.DataVolumeOf(name) : null;

    internal string DataDirectoryOf(string name) => Path.Combine(Options.DataDirectory, name);

    /// <summary>What the budget counts with is what the server is told.</summary>
    private string[] PostgresSettings =>
    [
        $"max_connections={Options.Postgres.MaxConnections}",
        $"superuser_reserved_connections={Options.Postgres.SuperuserReserved}",
        // PostgreSQL before 16 does not know it.
        .. Options.Postgres.Reserved > 0 ? new[] { $"reserved_connections={Options.Postgres.Reserved}" } : [],
    ];

    private OwnDatabase AddPostgresProcess(string name, IResourceBuilder<ParameterResource> password)
    {
        var server = Application.AddPostgresProcess(name, password, DataDirectoryOf(name), PostgresSettings);
        return new OwnDatabase(this, server, server.AddDatabase(FleetDatabase.DirectName, DatabaseName), server.Resource.PrimaryEndpoint, DatabaseName);
    }

    private OwnDatabase AddPostgresContainer(string name, IResourceBuilder<ParameterResource> password)
    {
        var server = Application.AddPostgres(name, password: password)
            .WithArgs([.. PostgresSettings.SelectMany(setting => new[] { "-c", setting })])
            .WithDataVolume(DataVolumeOf(name))
            .WithEnvironment("POSTGRES_DB", DatabaseName)
            .RestartedOnFailure();

        // The image creates it, as it has to where the fleet is deployed: Aspire's CREATE DATABASE would be an error in the server's log at
        // every start with kept data.
        var database = server.AddDatabase(FleetDatabase.DirectName, DatabaseName).WithCreationScript("SELECT 1");
        return new OwnDatabase(this, server, database, server.Resource.PrimaryEndpoint, DatabaseName);
    }
}
