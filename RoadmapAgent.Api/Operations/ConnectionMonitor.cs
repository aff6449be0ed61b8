using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.ServiceDefaults.Messaging;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Measures the fleet's connections every five seconds, in whichever API process holds the lease. It uses one direct connection of the
/// operations reserve, opened for the moment of measuring, and the pooler's console as the stats user.
/// </summary>
internal sealed class ConnectionMonitor(IConfiguration configuration, IOptions<OperationsOptions> options, FleetMetrics metrics, TimeProvider time, ILogger<ConnectionMonitor> logger) : BackgroundService
{
    public const string DirectName = "roadmap-direct";
    public const string ConsoleName = "pgbouncer";
    private const string Lease = "connection-monitor";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    // A killed holder is replaced when its lease has expired and another one asks.
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(8);

    private readonly string _holder = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private string? _reason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.GetConnectionString(DirectName) is not { Length: > 0 } direct || options.Value.Declared is not { } fleet)
        {
            logger.LogInformation("No monitor: ConnectionStrings:{Name} or Operations:Fleet is missing.", DirectName);
            return;
        }

        var comparison = new FleetComparison(fleet, options.Value.RolePrefix);
        await using var source = Source(direct);
        await using var queues = new QueueDepths(new(configuration.GetConnectionString(MessagingExtensions.ConnectionName)!));
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await TryAsync(source, queues, comparison, fleet, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(tick => tick.Status == TaskStatus.RanToCompletion && tick.Result, TaskScheduler.Default));
        await ReleaseAsync(source);
    }

    private static NpgsqlDataSource Source(string direct)
    {
        var builder = new NpgsqlDataSourceBuilder(direct)
        {
            ConnectionStringBuilder =
            {
                Pooling = false,
                Timeout = 4,
                CommandTimeout = 4,
                Enlist = false,
                GssEncryptionMode = GssEncryptionMode.Disable,
                ApplicationName = "roadmap_agent.monitor",
            },
        };
        // As with the services' pools, what polls leaves no spans.
        builder.ConfigureTracing(tracing => tracing.EnablePhysicalOpenTracing(false).ConfigureCommandFilter(_ => false));
        return builder.Build();
    }

    private async Task TryAsync(NpgsqlDataSource source, QueueDepths queues, FleetComparison comparison, FleetDescription fleet, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            if (!await LeaseTable.TryHoldAsync(connection, Lease, _holder, LeaseDuration, cancellationToken))
            {
                metrics.Clear();
                return;
            }

            var postgres = await PostgresReadings.ReadAsync(connection, cancellationToken);
            var pooler = await PoolerAsync(cancellationToken);
            var sample = comparison.Compare(time.GetUtcNow(), postgres, pooler, await queues.ReadAsync(postgres.Processes.Keys, cancellationToken));
            await SampleTable.InsertAsync(connection, sample, cancellationToken);
            metrics.Show(sample, ConnectionBudget.Check(fleet));
            Say(null);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            metrics.Clear();
            Say(e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends.
        }
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
            // The comparison says so.
            return null;
        }
    }

    private async Task ReleaseAsync(NpgsqlDataSource source)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await LeaseTable.ReleaseAsync(connection, Lease, _holder, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            logger.LogDebug("The lease was left to expire: {Reason}", e.Message);
        }
    }

    /// <summary>Once for each change, not every five seconds.</summary>
    private void Say(string? reason)
    {
        if (reason is not null && _reason is null)
        {
            logger.LogWarning("The connections cannot be measured: {Reason}", reason);
        }

        _reason = reason;
    }
}
