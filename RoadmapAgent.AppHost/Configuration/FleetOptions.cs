using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>The section <c>Fleet</c>: the sizes that the budget computes with, and how the AppHost runs them.</summary>
public sealed record FleetOptions : FleetDescription, IValidatableObject
{
    /// <summary>The profile in the section <c>Profiles</c> that provides the defaults. Default: <c>Laptop</c>.</summary>
    [Required]
    public string Profile { get; init; } = "Laptop";

    /// <summary>How the servers run. Default: <see cref="ServerMode.Auto"/>.</summary>
    public ServerMode Servers { get; init; }

    /// <summary>The source of pool sizes and shares. Default: <see cref="Sizing.Declared"/>.</summary>
    public Sizing Sizing { get; init; }

    /// <summary>Whether services prepare statements behind the pooler. Default: <see cref="PreparedStatements.Auto"/>.</summary>
    public PreparedStatements PreparedStatements { get; init; }

    /// <summary>PostgreSQL connections that the planner leaves unused in addition to the reserves, 0 to 10,000. Default: 0.</summary>
    [Range(0, 10_000)]
    public int MinimumHeadroom { get; init; }

    /// <summary>
    /// The data directory of local server processes, an absolute path; containers get separate volumes for every directory that is set.
    /// Default: below the user's local data, or below <c>/var/lib</c> if started as root.
    /// </summary>
    [Required]
    public string DataDirectory { get; init; } = DefaultDataDirectory;

    /// <summary>How long what is recorded about ended roadmaps is kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>When the fleet stops asking its database for news.</summary>
    public IdleOptions Idle { get; init; } = new();

    /// <summary>How RabbitMQ runs: like the other servers, or by itself where only the database is hosted.</summary>
    internal ServerMode Broker { get; init; }

    internal static string DefaultDataDirectory => Hosting.LocalServers.DataDirectory.Of("roadmap-agent");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Path.IsPathFullyQualified(DataDirectory))
        {
            yield return new($"Fleet:DataDirectory must be an absolute path (was '{DataDirectory}').");
        }

        foreach (var service in Services.Where(service => service.Replicas == 0))
        {
            yield return new($"Fleet:Services:{service.Name}:Replicas must be 1 or more (was '0').");
        }

        if (this is { Servers: ServerMode.Hosted, Topology: FleetTopology.Pooled, Pooler.PoolSize: null })
        {
            yield return new(
                "Fleet:Pooler:PoolSize is required with Fleet:Servers=Hosted: the connections of the hosted pooler's pool, 1 or more.");
        }

        if (this is { PreparedStatements: PreparedStatements.Supported, Topology: not FleetTopology.Pooled })
        {
            yield return new($"Fleet:Topology must be Pooled with Fleet:PreparedStatements=Supported (was '{Topology}').");
        }

        foreach (var problem in Sizing == Sizing.Elastic ? ElasticSettings.Problems(this) : [])
        {
            yield return new(problem);
        }

        if (Servers != ServerMode.Hosted && Pooler.PoolSize is { } size)
        {
            yield return new(
                $"Fleet:Pooler:PoolSize must not be set unless Fleet:Servers is Hosted (was '{size}'): "
                + "set Fleet:Services:<service>:Share instead.");
        }
    }

    /// <summary>Returns the data directory of a server that runs as a process.</summary>
    public string DirectoryOf(string server) => Path.Combine(DataDirectory, server);

    /// <summary>Returns the settings of the pooler.</summary>
    internal PgBouncerOptions PoolerOptions() => new()
    {
        MaxClientConnections = Pooler.MaxClientConnections,
        // Before 1.24, PgBouncer replaces every server connection at a RELOAD if TLS is possible. The server is on this machine.
        ServerTls = new(IsElastic ? PgBouncerTlsMode.Disable : PgBouncerTlsMode.Prefer),
    };

    /// <summary>Returns the sizes of a service.</summary>
    /// <exception cref="FleetException">None are declared.</exception>
    public ServiceDescription Service(string name) =>
        Services.FirstOrDefault(service => service.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } service
        ? service with { Name = name }
        : throw new FleetException(
            $"The service '{name}' uses the database but declares no limits: "
            + $"set Fleet:Services:{name}:Replicas, MaxPoolSize and Share.");
}
