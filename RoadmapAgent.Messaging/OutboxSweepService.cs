using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Runs in one elected process: publishes due messages that no process has claimed (delayed messages and those of crashed processes) and
/// purges the inbox.
/// </summary>
internal sealed class OutboxSweepService(ServiceDatabase database, OutboxRelay relay, TimeProvider time, ILogger<OutboxSweepService> logger)
    : BackgroundLoop(time, logger)
{
    private const string Lease = "outbox-sweep";
    private const int BatchSize = 100;
    private const int PurgeBatchSize = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StandbyInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InboxAge = TimeSpan.FromDays(1);

    private DateTimeOffset _purged;

    protected override string Failure => "The outbox was not swept";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(
            ct => database.RunUngatedAsync(
                (connection, inner) => LeaseTable.ReleaseAsync(connection, Lease, ProcessIdentity.Value, inner), ct),
            cancellationToken);
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken) =>
        await SweepAsync(stoppingToken) ? Interval : StandbyInterval;

    private async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> claimed;
        do
        {
            // Commit the claim before contacting the broker.
            var batch = await database.RunUngatedAsync(
                async (connection, ct) => await LeaseTable.TryHoldAsync(connection, Lease, ProcessIdentity.Value, LeaseDuration, ct)
                    ? await OutboxTable.ClaimAsync(connection, BatchSize, ct)
                    : null,
                cancellationToken);
            if (batch is null)
            {
                return false;
            }

            claimed = batch;
            if (claimed.Count > 0)
            {
                await relay.RelayAsync(claimed, cancellationToken);
            }
        }
        while (claimed.Count == BatchSize);

        await PurgeAsync(cancellationToken);
        return true;
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        if (Time.GetUtcNow() - _purged < PurgeInterval)
        {
            return;
        }

        var purged = await database.RunUngatedAsync(
            (connection, ct) => InboxTable.PurgeAsync(connection, InboxAge, PurgeBatchSize, ct), cancellationToken);
        if (purged < PurgeBatchSize)
        {
            _purged = Time.GetUtcNow();
        }
    }
}
