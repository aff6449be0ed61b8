using System.Diagnostics;
using System.Security.Cryptography;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>A fleet as the AppHost composes it, on servers of this machine; data and passwords are its own, and go with it.</summary>
internal sealed class BenchFleet : IAsyncDisposable
{
    /// <summary>The services of every profile.</summary>
    public static readonly IReadOnlyList<string> Services = ["api", "logs", "content", "workflow"];

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
            .. Services.Select(service => $"roadmap-{service}-password"),
        ];

    // All load comes from one person.
    private static readonly string[] Limits =
        ["CreationsPerMinute", "ChangesPerMinute", "ReadsPerMinute", "StreamsAtOnce", "ExportsAtOnce", "RoadmapsInProgress"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("roadmap-agent-bench-");
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private DistributedApplication? _application;

    private BenchFleet()
    {
    }

    /// <summary>Connects as the administrator, past the pooler and outside any pool.</summary>
    public string Administrator { get; private set; } = "";

    /// <summary>Where its servers keep their data: their command lines name it.</summary>
    public string DataDirectory => _directory.FullName;

    private DistributedApplication Application => _application ?? throw new InvalidOperationException("The fleet has not been started.");

    /// <summary>Starts it; returns before its resources are healthy.</summary>
    /// <param name="settings">Settings of the AppHost.</param>
    /// <param name="configure">What is changed in every service.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="unused">Resources that are not started; none by default.</param>
    public static async Task<BenchFleet> StartAsync(
        IReadOnlyList<string> settings,
        Action<IResourceBuilder<ProjectResource>> configure,
        CancellationToken cancellationToken,
        IReadOnlyList<string>? unused = null)
    {
        var fleet = new BenchFleet();
        try
        {
            await fleet.ComposeAsync(settings, configure, unused ?? [], cancellationToken);
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
    /// <returns>The time since the start.</returns>
    public async Task<TimeSpan> HealthyAsync(string resource, CancellationToken cancellationToken)
    {
        await Application.ResourceNotifications.WaitForResourceHealthyAsync(
            resource, WaitBehavior.StopOnResourceUnavailable, cancellationToken);
        return _clock.Elapsed;
    }

    /// <summary>Waits until a resource that runs to its end has done so.</summary>
    public Task CompletedAsync(string resource, CancellationToken cancellationToken) =>
        Application.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.Finished, cancellationToken);

    /// <summary>Restarts a service.</summary>
    public async Task RestartAsync(string resource, CancellationToken cancellationToken)
    {
        var result = await Application.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(resource, KnownResourceCommands.RestartCommand, cancellationToken);
        if (!result.Success)
        {
            throw new InvalidOperationException($"'{resource}' could not be restarted: {result.Message}.");
        }
    }

    /// <summary>The address of a service, which stays while the service is restarted.</summary>
    public Uri Address(string service) => Application.GetEndpoint(service, "http");

    /// <summary>Opens the pooler's console.</summary>
    public async Task<AdminConsoleConnection> OpenConsoleAsync(CancellationToken cancellationToken)
    {
        var options = AdminConsoleOptions.Parse(await ConnectionStringAsync("pgbouncer", cancellationToken));
        return await AdminConsoleConnection.OpenAsync(options, cancellationToken);
    }

    /// <summary>Runs a statement as the administrator.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        await QueryAsync(sql, command => command.ExecuteNonQueryAsync(cancellationToken), [], cancellationToken);

    /// <summary>Reads a value as the administrator.</summary>
    public async Task<T> ReadAsync<T>(string sql, CancellationToken cancellationToken, params object[] parameters) =>
        (T)(await QueryAsync(sql, command => command.ExecuteScalarAsync(cancellationToken), parameters, cancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private async Task<T> QueryAsync<T>(
        string sql, Func<NpgsqlCommand, Task<T>> run, object[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Administrator);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await run(command);
    }

    private async Task ComposeAsync(
        IReadOnlyList<string> settings,
        Action<IResourceBuilder<ProjectResource>> configure,
        IReadOnlyList<string> unused,
        CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            _directory.UnixFileMode = Searchable;
        }

        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoadmapAgent_AppHost>(
        [
            $"--Fleet:DataDirectory={_directory.FullName}",
            // Passwords for this run only: the ones kept for the developer's own fleet are left alone.
            .. Secrets.Select(secret => $"--Parameters:{secret}={RandomNumberGenerator.GetHexString(24)}"),
            .. Limits.Select(limit => $"--Limits:{limit}=1000000"),
            .. settings,
        ], cancellationToken);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        foreach (var service in builder.Resources.OfType<ProjectResource>().Where(project => Services.Contains(project.Name)).ToArray())
        {
            configure(builder.CreateResourceBuilder(service));
        }

        foreach (var resource in builder.Resources.Where(resource => unused.Contains(resource.Name)).ToArray())
        {
            builder.CreateResourceBuilder(resource).WithExplicitStart();
        }

        _application = await builder.BuildAsync(cancellationToken);
        await _application.StartAsync(cancellationToken);
        Administrator = UnpooledConnectionString.Of(await ConnectionStringAsync(FleetDatabase.DirectName, cancellationToken), "bench");
    }
}
