using Microsoft.Extensions.Options;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Retention;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Workers;

/// <summary>
/// Runs in one elected workflow process: deletes execution logs, events and deleted roadmaps that have expired. Every batch waits at the
/// gate like a message, and holds a connection for one statement.
/// </summary>
internal sealed partial class RetentionService(
    RetentionStore store,
    ServiceDatabase database,
    IOptions<RetentionOptions> options,
    FleetActivity activity,
    TimeProvider time,
    ILogger<RetentionService> logger)
    : ElectedLoop(LeaseNames.Retention, 3 * RetentionPass.Interval, database, time, logger)
{
    private readonly RetentionPass _pass = new(options.Value);

    protected override string Failure => "Expired rows were not deleted";

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        var (table, expiry) = (_pass.Table, _pass.ExpiryAt(Time.GetUtcNow()));
        var batch = await store.PurgeAsync(Lease, table, expiry, _pass.From, _pass.Limit, stoppingToken);
        if (batch is { Rows: > 0 })
        {
            LogDeleted(batch.Rows, table);
        }

        return _pass.Advance(batch);
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        activity.PauseAsync(pause, due: pause < RetentionPass.Interval ? pause : null, stoppingToken);

    [LoggerMessage(LogLevel.Information, "Deleted {Count} expired rows of {Table}.")]
    private partial void LogDeleted(int count, RetainedTable table);
}
