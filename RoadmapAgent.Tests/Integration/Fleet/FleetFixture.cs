using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.Connections;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>The real AppHost with real servers, running for all tests of a collection. Derived fixtures choose its settings.</summary>
/// <param name="settings">Further arguments of the AppHost.</param>
public abstract class FleetFixture(params string[] settings) : IAsyncDisposable
{
    /// <summary>How long a fleet may take to become healthy on a busy machine.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan CreatePatience = TimeSpan.FromMinutes(1);

    /// <summary>The setting of a fleet with its servers in containers.</summary>
    protected const string Containers = "--Fleet:Servers=Containers";

    /// <summary>The text that every secret of the fleet contains, also in lower case and percent-encoded.</summary>
    public const string SecretMark = "only-for-";

    // Everything that is special in some syntax on the way to a server: URIs, connection strings, ini and user lists, SQL, JSON, shells and
    // the orchestrator's templates.
    private const string Special = """. p@ss:w/rd#1;=%41%{{x}}$(id)\'"+&?,[]<>|!~`^* """;

    /// <summary>The number of roadmaps that a person may have in progress.</summary>
    public const int RoadmapsInProgress = 2_000;

    private static readonly string[] Limits =
        ["CreationsPerMinute", "ChangesPerMinute", "ReadsPerMinute", "StreamsAtOnce", "ExportsAtOnce"];

    /// <summary>The parameters with the fleet's secrets.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
    [
        "messaging-password", "postgres-password", "pgbouncer-stats-password", "pgbouncer-admin-password", "operations-key",
        "roadmap-monitor-password",
        "roadmap-api-password",
        "roadmap-logs-password",
        "roadmap-content-password",
        "roadmap-workflow-password",
    ];

    /// <summary>The value of a secret. Keys are sent in HTTP headers, without blanks.</summary>
    public static string SecretOf(string parameter) => parameter.EndsWith("key", StringComparison.Ordinal)
        ? $"{SecretMark}{parameter}{Special.Replace(" ", "", StringComparison.Ordinal)}"
        : $" {SecretMark}{parameter}{Special}";

    private readonly ServerDirectory _directory = new();
    private readonly ConcurrentQueue<string> _log = new();
    private DistributedApplication? _application;
    private Task? _start;

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The fleet has not been started.");

    public OtlpReceiver Telemetry { get; } = new();

    public HttpClient Api { get; private set; } = new();

    public IEnumerable<string> Log => _log;

    /// <summary>The servers' data directory, from which volume names are derived in container mode.</summary>
    public string DataDirectory => _directory.Path;

    /// <summary>The time from the start of the AppHost until every service was healthy.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Starts it for the first test that needs it: fixtures are also created for collections of which no test runs.</summary>
    public Task StartOnceAsync() => _start ??= InitializeAsync();

    protected virtual async Task InitializeAsync()
    {
        await Telemetry.StartAsync();
        settings = [.. settings, .. await PrepareAsync()];
        await StartAsync();
    }

    public async Task StartAsync()
    {
        using var patience = new CancellationTokenSource(StartPatience);
        var clock = Stopwatch.StartNew();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoadmapAgent_AppHost>(
        [
            // Unless the settings say otherwise: the last one counts.
            "--Fleet:Servers=Processes",
            .. settings.Contains(Containers) ? (string[])[] : [AppHostProgram.WithoutContainers],
            $"--Fleet:DataDirectory={_directory.Path}",
            // Tests ask for more as one person than a person does.
            .. Limits.Select(limit => $"--Limits:{limit}=100000"),
            $"--Limits:RoadmapsInProgress={RoadmapsInProgress}",
            // The settings of a test do not change, and watching them for every application exhausts the user's file watchers.
            "--hostBuilder:reloadConfigOnChange=false",
            .. Secrets.Select(secret => $"--Parameters:{secret}={SecretOf(secret)}"),
            .. settings,
        ], patience.Token);
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(new LogQueue(_log)));
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToArray())
        {
            Configure(builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Telemetry.Address)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        }

        _application = await builder.BuildAsync(patience.Token);
        try
        {
            await _application.StartAsync(patience.Token);
            foreach (var service in new[] { "api", "logs", "content", "workflow" })
            {
                await _application.ResourceNotifications.WaitForResourceHealthyAsync(
                    service, WaitBehavior.StopOnResourceUnavailable, patience.Token);
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"The fleet did not start: {e.Message}{Environment.NewLine}{string.Join(Environment.NewLine, _log)}", e);
        }

        StartTime = clock.Elapsed;
        Api = _application.CreateHttpClient("api");
    }

    public async Task StopAsync()
    {
        Api.Dispose();
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
            _application = null;
        }
    }

    /// <summary>Prepares what the fleet depends on; returns the settings to reach it.</summary>
    protected virtual Task<string[]> PrepareAsync() => Task.FromResult<string[]>([]);

    /// <summary>Adds further configuration to every project.</summary>
    protected virtual void Configure(IResourceBuilder<ProjectResource> project)
    {
    }

    /// <summary>Cleans up what was prepared.</summary>
    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_start is not null)
        {
            await CleanUpAsync();
        }

        await Telemetry.DisposeAsync();
        await _directory.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The ids of a service's processes, without the <c>dotnet run</c> parents that share their environment.</summary>
    public IReadOnlyList<int> ProcessesOf(string service)
    {
        var processes = LocalProcesses.With($"OTEL_EXPORTER_OTLP_ENDPOINT={Telemetry.Address}", $"OTEL_SERVICE_NAME={service}");
        return [.. processes.Where(process => processes.All(other => other.Parent != process.Id)).Select(process => process.Id)];
    }

    /// <summary>Requests a roadmap, again while a busy machine's API refuses it for now; returns its id.</summary>
    public async Task<Guid> CreateAsync(string goal, bool skipReview = true)
    {
        var (id, key) = (Guid.Empty, Guid.NewGuid().ToString());
        await Eventually.TrueAsync(CreatePatience, () => $"'{goal}' was not accepted", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roadmaps")
            {
                Content = JsonContent.Create(new { goal, currentLevel = "beginner", hoursPerWeek = 10, skipReview }),
                Headers = { { "Idempotency-Key", key } },
            };
            using var response = await Api.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return false;
            }

            id = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
            return true;
        });
        return id;
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var body = JsonDocument.Parse(await Api.GetStringAsync(new Uri(path, UriKind.Relative)));
        return body.RootElement.Clone();
    }

    /// <summary>Opens an unpooled operations connection that bypasses the pooler.</summary>
    public async Task<NpgsqlConnection> OpenDirectAsync()
    {
        var direct = UnpooledConnectionString.Of(await Application.GetConnectionStringAsync("roadmap-direct"), "roadmap_agent.test");
        var connection = new NpgsqlConnection(direct);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Opens a direct connection as the role of a service.</summary>
    public async Task<NpgsqlConnection> OpenAsAsync(string service, string? database = null)
    {
        var direct = UnpooledConnectionString.Of(await Application.GetConnectionStringAsync("roadmap-direct"), "test");
        var settings = new NpgsqlConnectionStringBuilder(direct)
        {
            Username = $"roadmap_{service}",
            Password = SecretOf($"roadmap-{service}-password"),
        };
        settings.Database = database ?? settings.Database;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Waits until a roadmap has one of the wanted statuses, tolerating 503 while the database is unavailable.</summary>
    public async Task<JsonElement> WaitForStatusAsync(Guid id, TimeSpan patience, params string[] wanted)
    {
        JsonElement roadmap = default;
        await Eventually.TrueAsync(patience, () => $"roadmap {id} is {roadmap}, not {string.Join(" or ", wanted)}", async () =>
        {
            using var response = await Api.GetAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative));
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return false;
            }

            roadmap = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            return wanted.Contains(roadmap.GetProperty("status").GetString());
        });
        return roadmap;
    }
}
