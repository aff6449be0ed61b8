using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Runs in one elected workflow process: publishes due messages that no process has claimed (delayed messages and those of crashed
/// processes), of all services, and purges the inbox.
/// </summary>
internal sealed class OutboxSweepService(
    ServiceDatabase database, OutboxRelay relay, FleetActivity activity, TimeProvider time, ILogger<OutboxSweepService> logger)
    : ElectedLoop(LeaseNames.OutboxSweep, 4 * Interval, database, time, logger)
{
    private const int BatchSize = 100;
    private const int PurgeBatchSize = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InboxAge = TimeSpan.FromDays(1);

    // The lease's duration: the process that is started in the place of a killed one finds its lease, and then takes it the next time.
    private static readonly TimeSpan StandbyInterval = 4 * Interval;

    private DateTimeOffset _purged;
    private TimeSpan? _nextIn;

    protected override string Failure => "The outbox was not swept";

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        OutboxClaim? claim;
        // In an idle fleet the lease is for this turn only: the first process to wake can sweep at once.
        var lease = activity.IsIdle ? Lease with { Duration = TimeSpan.Zero } : Lease;
        _nextIn = null;
        do
        {
            // Commit the claim before contacting the broker.
            claim = await Database.RunUngatedAsync(
                (connection, ct) => OutboxTable.ClaimAsync(connection, lease, BatchSize, ct), stoppingToken);
            if (claim is null)
            {
                return StandbyInterval;
            }

            if (claim.Messages.Count > 0)
            {
                await relay.RelayAsync(claim.Messages, stoppingToken);
            }
        }
        while (claim.Messages.Count == BatchSize);

        await PurgeAsync(stoppingToken);
        _nextIn = claim.NextIn;
        return Pause(claim.NextIn);
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        activity.PauseAsync(pause, _nextIn, stoppingToken);

    /// <summary>
    /// Returns the pause before the next turn: until the next known message can be claimed, but no longer than messages that are not known
    /// yet may have to wait.
    /// </summary>
    internal static TimeSpan Pause(TimeSpan? nextIn) => nextIn is { } next && next < Interval ? next : Interval;

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        if (Time.GetUtcNow() - _purged < PurgeInterval)
        {
            return;
        }

        var purged = await Database.RunUngatedAsync(
            (connection, ct) => InboxTable.PurgeAsync(connection, InboxAge, PurgeBatchSize, ct), cancellationToken);
        if (purged < PurgeBatchSize)
        {
            _purged = Time.GetUtcNow();
        }
    }
}
