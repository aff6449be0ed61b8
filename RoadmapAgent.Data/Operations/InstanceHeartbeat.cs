using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Operations;

/// <summary>
/// Records every few seconds that this process is running, so that surplus processes are detected regardless of who started them.
/// </summary>
internal sealed class InstanceHeartbeat(
    RoadmapDatabase database,
    IOptions<DatabaseOptions> options,
    FleetActivity activity,
    TimeProvider time,
    ILogger<InstanceHeartbeat> logger)
    : BackgroundLoop(time, logger)
{
    // Less than the 20 s for which the version before counts a process as running.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // A process of an idle fleet reports in advance for the time of its silence. Every heartbeat also deletes the rows of crashed
    // processes, once operators have had the time to see them.
    private const string Beat = """
        WITH forgotten AS (DELETE FROM roadmap.instances WHERE seen_at < now() - interval '2 minutes')
        INSERT INTO roadmap.instances (service, instance, seen_at) VALUES ($1, $2, now() + $3)
        ON CONFLICT (service, instance) DO UPDATE SET seen_at = EXCLUDED.seen_at
        """;

    // When a fleet wakes, every process reports within seconds, except those that ended while it was idle.
    private const string ResetReports = """
        UPDATE roadmap.instances SET seen_at = now() WHERE (service, instance) IN (
          SELECT service, instance FROM roadmap.instances WHERE seen_at > now() FOR UPDATE SKIP LOCKED)
        """;

    private const string Leave = "DELETE FROM roadmap.instances WHERE service = $1 AND instance = $2";

    private bool _wasSilent;

    protected override string Failure => "The heartbeat of this process was not written";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(ct => ExecuteAsync(Leave, ct, options.Value.Service, ProcessIdentity.Value), cancellationToken);
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        var silence = activity.Silence;
        if (_wasSilent && silence == TimeSpan.Zero)
        {
            await ExecuteAsync(ResetReports, stoppingToken);
        }

        await ExecuteAsync(Beat, stoppingToken, options.Value.Service, ProcessIdentity.Value, silence);
        _wasSilent = silence > TimeSpan.Zero;
        return Interval;
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        activity.PauseAsync(pause, due: null, stoppingToken);

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters) => database.RunAsync(
        async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new() { Value = parameter });
            }

            return await command.ExecuteNonQueryAsync(ct);
        },
        cancellationToken);
}
