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
/// Measures the fleet's connections every five seconds, in the one API process that holds the lease. It opens one direct connection from
/// the operations reserve for the duration of a measurement and reads the pooler's admin console as the stats user.
/// </summary>
internal sealed class ConnectionMonitor(
    IConfiguration configuration,
    IOptions<OperationsOptions> options,
    FleetMetrics metrics,
    TimeProvider time,
    ILogger<ConnectionMonitor> logger)
    : BackgroundLoop(time, logger)
{
    public const string DirectName = "roadmap-direct";
    public const string ConsoleName = "pgbouncer";
    private const string Lease = "connection-monitor";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    // After a holder is killed, another process takes over once the lease has expired. A slow measurement must not cost the holder its
    // lease.
    private static readonly TimeSpan LeaseDuration = 3 * Interval;

    private FleetDescription? _fleet;
    private FleetComparison? _comparison;
    private NpgsqlDataSource? _source;
    private QueueDepths? _queues;

    protected override string Failure => "The connections could not be measured";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(DirectName) is not { Length: > 0 } direct || options.Value.Declared is not { } fleet)
        {
            logger.LogInformation("Connection monitoring is off: ConnectionStrings:{Name} or Operations:Fleet is missing.", DirectName);
            return;
        }

        _fleet = fleet;
        _comparison = new(fleet, options.Value.RolePrefix);
        _source = Source(direct);
        _queues = new(BrokerAddress.Read(
            $"ConnectionStrings:{MessagingExtensions.ConnectionName}",
            configuration.GetConnectionString(MessagingExtensions.ConnectionName)!));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
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
        await using var connection = await _source!.OpenConnectionAsync(stoppingToken);
        var until = Time.GetUtcNow() + LeaseDuration;
        if (!await LeaseTable.TryHoldAsync(connection, Lease, ProcessIdentity.Value, LeaseDuration, stoppingToken))
        {
            metrics.Clear();
            return Interval;
        }

        var postgres = await PostgresReadings.ReadAsync(connection, stoppingToken);
        var pooler = await PoolerAsync(stoppingToken);
        var sample = _comparison!.Compare(
            Time.GetUtcNow(), postgres, pooler, await _queues!.ReadAsync(postgres.Processes.Keys, stoppingToken));
        await SampleTable.InsertAsync(connection, sample, stoppingToken);
        metrics.Show(sample, ConnectionBudget.Check(_fleet!), until);
        return Interval;
    }

    protected override void OnFailed(Exception exception) => metrics.Clear();

    private static NpgsqlDataSource Source(string direct)
    {
        var builder = new NpgsqlDataSourceBuilder(UnpooledConnectionString.Of(
            PostgresConnectionString.Read($"ConnectionStrings:{DirectName}", direct, new NpgsqlConnectionStringBuilder()),
            "roadmap_agent.monitor",
            Patience));
        // No spans for polling, as in the services' pools.
        builder.ConfigureTracing(tracing => tracing.EnablePhysicalOpenTracing(false).ConfigureCommandFilter(_ => false));
        return builder.Build();
    }

    private async Task<PoolerReadings?> PoolerAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(ConsoleName) is not { Length: > 0 } console)
        {
            return null;
        }

        try
        {
            await using var connection = await AdminConsoleConnection.OpenAsync(AdminConsoleOptions.Parse(console), cancellationToken);
            return await PoolerReadings.ReadAsync(connection, cancellationToken);
        }
        catch (AdminConsoleException)
        {
            // The comparison reports this as a finding.
            return null;
        }
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source!.OpenConnectionAsync(cancellationToken);
        await LeaseTable.ReleaseAsync(connection, Lease, ProcessIdentity.Value, cancellationToken);
    }
}
