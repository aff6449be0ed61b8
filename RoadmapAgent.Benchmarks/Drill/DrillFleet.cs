using System.Security.Cryptography;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// The predecessor's fleet on PostgreSQL with <c>max_connections=100</c>, as the AppHost composes it; data and passwords are its own.
/// </summary>
internal sealed class DrillFleet : IAsyncDisposable
{
    /// <summary>The services and how many processes each has.</summary>
    public static readonly IReadOnlyList<(string Name, int Replicas)> Services = [("api", 4), ("logs", 5), ("content", 9), ("workflow", 3)];

    // PostgreSQL and the pooler may run as another user, who must be able to reach their directories.
    private const UnixFileMode Searchable = (UnixFileMode)0b111_101_101;

    private static readonly string[] Secrets =
        [
            "messaging-password",
            "postgres-password",
            "pgbouncer-stats-password",
            "pgbouncer-admin-password",
            "operations-key",
            "roadmap-monitor-password",
            .. Services.Select(service => $"roadmap-{service.Name}-password"),
        ];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("roadmap-agent-drill-");
    private DistributedApplication? _application;

    private DrillFleet()
    {
    }

    /// <summary>How many processes the services have.</summary>
    public static int Processes => Services.Sum(service => service.Replicas);

    /// <summary>Connects as the administrator, past the pooler and outside any pool.</summary>
    public string Administrator { get; private set; } = "";

    private DistributedApplication Application => _application ?? throw new InvalidOperationException("The fleet has not been started.");

    /// <summary>Starts it; returns before its resources are healthy.</summary>
    /// <param name="settings">Further settings of the AppHost.</param>
    /// <param name="configure">What the drill changes in every service.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DrillFleet> StartAsync(
        string[] settings, Action<IResourceBuilder<ProjectResource>> configure, CancellationToken cancellationToken)
    {
        var fleet = new DrillFleet();
        try
        {
            await fleet.ComposeAsync(settings, configure, cancellationToken);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to a resource.</summary>
    public async Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken) =>
        await Application.GetConnectionStringAsync(resource, cancellationToken) ?? throw new InvalidOperationException(
            $"'{resource}' has no connection string.");

    /// <summary>Waits until a resource can be used.</summary>
    public Task HealthyAsync(string resource, CancellationToken cancellationToken) =>
        Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <summary>Runs a statement as the administrator.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Administrator);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private async Task ComposeAsync(
        string[] settings, Action<IResourceBuilder<ProjectResource>> configure, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            _directory.UnixFileMode = Searchable;
        }

        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoadmapAgent_AppHost>(
        [
            "--Fleet:Profile=Seed", $"--Fleet:DataDirectory={_directory.FullName}",
            // Passwords for this run only: the ones kept for the developer's own fleet are left alone.
            .. Secrets.Select(secret => $"--Parameters:{secret}={RandomNumberGenerator.GetHexString(24)}"),
            .. settings,
        ], cancellationToken);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        foreach (var service in builder.Resources.OfType<ProjectResource>().Where(
            project => Services.Any(service => service.Name == project.Name)).ToArray())
        {
            configure(builder.CreateResourceBuilder(service));
        }

        _application = await builder.BuildAsync(cancellationToken);
        await _application.StartAsync(cancellationToken);
        Administrator = UnpooledConnectionString.Of(await ConnectionStringAsync(FleetDatabase.DirectName, cancellationToken), "drill");
    }
}
