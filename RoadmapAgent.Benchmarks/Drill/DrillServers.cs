using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// PostgreSQL with <c>max_connections=100</c> and PgBouncer with the Seed profile's aliases, composed and started as the AppHost does it, in
/// a directory of their own. The services themselves are in the model, because their aliases are, and are not started.
/// </summary>
internal sealed class DrillServers : IAsyncDisposable
{
    // PostgreSQL and the pooler may run as another user, who must be able to reach their directories.
    private const UnixFileMode Searchable = (UnixFileMode)0b111_101_101;

    // A role without a limit of its own: what the predecessor had.
    private const string Role = "drill";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication _application;
    private readonly string _directory;
    private readonly Dictionary<string, string> _pooled = [];

    private DrillServers(DistributedApplication application, string directory) => (_application, _directory) = (application, directory);

    /// <summary>Connects as the administrator, past the pooler and outside any pool.</summary>
    public string Administrator { get; private set; } = "";

    /// <summary>Connects past the pooler.</summary>
    public string Direct { get; private set; } = "";

    /// <summary>Connects to the pooler's console.</summary>
    public string Console { get; private set; } = "";

    /// <summary>Connects to a service's alias.</summary>
    public string Pooled(string service) => _pooled[service];

    public static async Task<DrillServers> StartAsync(CancellationToken cancellationToken)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"roadmap-agent-drill-{Guid.NewGuid():N}");
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, Searchable);
        }

        var servers = new DrillServers(Compose(directory), directory);
        try
        {
            await servers.PrepareAsync(cancellationToken);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static DistributedApplication Compose(string directory)
    {
        string[] secrets = ["postgres-password", "pgbouncer-stats-password", "pgbouncer-admin-password", "roadmap-monitor-password", .. DrillOffer.Fleet.Select(service => $"roadmap-{service.Service}-password")];
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
            EnableResourceLogging = true,
            Args =
            [
                "--Fleet:Profile=Seed", $"--Fleet:DataDirectory={directory}", "--DcpPublisher:RandomizePorts=true",
                // Passwords for this run only: the ones kept for the developer's own fleet are left alone.
                .. secrets.Select(secret => $"--Parameters:{secret}={RandomNumberGenerator.GetHexString(24)}"),
            ],
        });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var fleet = builder.AddFleet();
        var database = fleet.AddPostgres("postgres").MigratedBy(builder.AddWorker("migrations")).WithPooler("pgbouncer");
        foreach (var (service, replicas) in DrillOffer.Fleet)
        {
            builder.AddWorker(service).WithReplicas(replicas).WithExplicitStart().WithDatabase(database);
        }

        return builder.Build();
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await _application.StartAsync(patience.Token);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync("pgbouncer", WaitBehavior.StopOnResourceUnavailable, patience.Token);
        var administrator = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync(FleetDatabase.DirectName, patience.Token)) { Pooling = false };
        Administrator = administrator.ConnectionString;
        Console = await ConnectionStringAsync("pgbouncer", patience.Token);
        foreach (var (service, _) in DrillOffer.Fleet)
        {
            _pooled[service] = await ConnectionStringAsync($"roadmap-{service}", patience.Token);
        }

        var password = RandomNumberGenerator.GetHexString(24);
        await using var connection = new NpgsqlConnection(Administrator);
        await connection.OpenAsync(patience.Token);
        await using var create = new NpgsqlCommand($"CREATE ROLE {Role} LOGIN PASSWORD '{Connections.Scram.ScramVerifier.Create(password)}'", connection);
        await create.ExecuteNonQueryAsync(patience.Token);
        Direct = new NpgsqlConnectionStringBuilder(Administrator) { Pooling = true, Username = Role, Password = password }.ConnectionString;
    }

    private async Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken)
    {
        var model = _application.Services.GetRequiredService<DistributedApplicationModel>();
        return await ((IResourceWithConnectionString)model.Resources.Single(r => r.Name == resource)).GetConnectionStringAsync(cancellationToken)
            ?? throw new InvalidOperationException($"'{resource}' has no connection string.");
    }
}
