using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.ConnectionStrings;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Keeps this process informed about the fleet. The one API process that holds the lease measures every five seconds and stores its
/// samples; the others read them, less often unless somebody looks at theirs. Both use short direct connections from the operations
/// reserve, and nothing that is being measured.
/// </summary>
internal sealed partial class ConnectionMonitor(
    IConfiguration configuration,
    IOptions<OperationsOptions> options,
    RecentSamples samples,
    KnownSessions sessions,
    FleetMetrics metrics,
    FindingWebhook webhook,
    MonitorLease lease,
    FleetActivity activity,
    TimeProvider time,
    ILogger<ConnectionMonitor> logger)
    : BackgroundLoop(time, logger)
{
    private const string PooledName = "roadmap";
    public const string DirectName = "roadmap-direct";
    public const string ConsoleName = "pgbouncer";
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StandbyInterval = 2 * Interval;
    // After a holder is killed, another process takes over once the lease has expired. A slow measurement must not cost the holder its
    // lease.
    private static readonly Lease Lease = new(LeaseNames.ConnectionMonitor, ProcessIdentity.Value, 3 * Interval);
    private static readonly TimeSpan ThinningInterval = TimeSpan.FromMinutes(1);

    private FleetDescription? _fleet;
    private FleetComparison? _comparison;
    private NpgsqlDataSource? _source;
    private QueueDepths? _queues;
    private DateTimeOffset _thinned;
    private bool _isHolder;

    protected override string Failure => "The connections could not be measured";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(DirectName) is not { Length: > 0 } || options.Value.Declared is not { } fleet)
        {
            samples.TurnOff();
            LogOff(DirectName);
            return;
        }

        _fleet = fleet;
        _comparison = new(fleet, options.Value.RolePrefix, SharedRoles());
        _source = CreateSource();
        _queues = new(BrokerAddress.Read(
            $"ConnectionStrings:{MessagingExtensions.ConnectionName}",
            configuration.GetConnectionString(MessagingExtensions.ConnectionName)!));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        lease.Lose();
        if (_source is null)
        {
            return;
        }

        await TryAsync(ReleaseAsync, cancellationToken);
        await _queues!.DisposeAsync();
        await _source.DisposeAsync();
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        var until = Time.GetUtcNow() + Lease.Duration;
        if (await LookAsync(stoppingToken) is not { } postgres)
        {
            metrics.Clear();
            lease.Lose();
            return samples.IsWatched ? Interval : StandbyInterval;
        }

        lease.Hold(until);
        // No connection is held meanwhile.
        var pooler = PoolerAsync(stoppingToken);
        var queues = _queues!.ReadAsync(postgres.Processes.Keys, stoppingToken);
        var sample = _comparison!.Compare(Now(), postgres, await pooler, await queues, samples.Latest);
        samples.Add(sample);
        webhook.Report(samples.State.Findings);
        metrics.Show(sample, ConnectionBudget.Check(_fleet!), until);
        await StoreAsync(sample, stoppingToken);
        return Interval;
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        activity.PauseAsync(pause, due: null, stoppingToken);

    // The sample's time as it will be read again: PostgreSQL stores microseconds.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(Time.GetUtcNow().ToUnixTimeMilliseconds());

    protected override void OnFailed(Exception exception)
    {
        samples.Fail(MeasurementFailure.Describe(exception));
        if (_isHolder)
        {
            // Nobody else can take over without the database, so this process still speaks for all.
            webhook.Report(samples.State.Findings);
        }

        metrics.Clear();
    }

    private string[] SharedRoles() =>
    [
        .. from name in new[] { DirectName, PooledName }
           let userName = new NpgsqlConnectionStringBuilder(ConnectionString(name)).Username
           where !string.IsNullOrEmpty(userName)
           select BackendAttribution.RoleOf(userName),
    ];

    private string ConnectionString(string name) => configuration.GetConnectionString(name) is { Length: > 0 } text
        ? PostgresConnectionString.Read($"ConnectionStrings:{name}", text, new NpgsqlConnectionStringBuilder())
        : "";

    private NpgsqlDataSource CreateSource()
    {
        var builder = new NpgsqlDataSourceBuilder(
            UnpooledConnectionString.Of(ConnectionString(DirectName), "roadmap_agent.monitor", LookPatience));
        // No spans for polling, as in the services' pools.
        builder.ConfigureTracing(tracing => tracing.EnablePhysicalOpenTracing(false).ConfigureCommandFilter(_ => false));
        return builder.Build();
    }

    /// <summary>Measures PostgreSQL if this process holds the lease; otherwise reads the holder's samples and returns null.</summary>
    private async Task<PostgresReadings?> LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await MonitorConnection.OpenAsync(_source!, cancellationToken);
        var last = samples.Last;
        // A new holder needs the history as well: some findings depend on it.
        var look = await MonitorLook.TakeAsync(
            connection,
            Lease,
            last?.At ?? Time.GetUtcNow() - SampleThinning.Longest,
            withSamples: !_isHolder || last is null,
            cancellationToken);
        samples.Add(look.Samples);
        sessions.Last = new(Now(), look.Sessions);
        var isHolder = look.Readings is not null;
        if (isHolder && !_isHolder)
        {
            // The holder before has reported these.
            webhook.Assume(samples.Last?.Findings ?? []);
        }

        _isHolder = isHolder;
        return look.Readings;
    }

    private async Task<PoolerReadings?> PoolerAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(ConsoleName) is not { Length: > 0 } console)
        {
            return null;
        }

        try
        {
            var limits = AdminConsoleOptions.Parse(console) with { ConnectTimeout = LookPatience, CommandTimeout = LookPatience };
            await using var connection = await AdminConsoleConnection.OpenAsync(limits, cancellationToken);
            return await PoolerReadings.ReadAsync(connection, cancellationToken).WaitAsync(LookPatience, Time, cancellationToken);
        }
        catch (Exception e) when (e is AdminConsoleException or TimeoutException)
        {
            // The comparison reports this as a finding.
            return null;
        }
    }

    private async Task StoreAsync(ConnectionSample sample, CancellationToken cancellationToken)
    {
        await using var connection = await MonitorConnection.OpenAsync(_source!, cancellationToken);
        await SampleTable.InsertAsync(connection, sample, cancellationToken);
        if (Time.GetUtcNow() - _thinned >= ThinningInterval)
        {
            await SampleTable.KeepAsync(connection, [.. samples.All.Select(known => known.At)], cancellationToken);
            _thinned = Time.GetUtcNow();
        }
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await MonitorConnection.OpenAsync(_source!, cancellationToken);
        await LeaseTable.ReleaseAsync(connection, Lease, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Connection monitoring is off: ConnectionStrings:{Name} or Operations:Fleet is missing.")]
    private partial void LogOff(string name);
}
