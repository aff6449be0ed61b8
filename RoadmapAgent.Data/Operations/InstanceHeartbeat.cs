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
    RoadmapDatabase database, IOptions<DatabaseOptions> options, TimeProvider time, ILogger<InstanceHeartbeat> logger)
    : BackgroundLoop(time, logger)
{
    // Less than the 20 s for which the version before counts a process as running.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // Every heartbeat also deletes the rows of crashed processes, once operators have had the time to see them.
    private const string Beat = """
        WITH forgotten AS (DELETE FROM roadmap.instances WHERE seen_at < now() - interval '2 minutes')
        INSERT INTO roadmap.instances (service, instance) VALUES ($1, $2)
        ON CONFLICT (service, instance) DO UPDATE SET seen_at = now()
        """;

    private const string Leave = "DELETE FROM roadmap.instances WHERE service = $1 AND instance = $2";

    protected override string Failure => "The heartbeat of this process was not written";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(ct => ExecuteAsync(Leave, ct), cancellationToken);
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        await ExecuteAsync(Beat, stoppingToken);
        return Interval;
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(sql, connection)
            {
                Parameters = { new() { Value = options.Value.Service }, new() { Value = ProcessIdentity.Value } },
            };
            return await command.ExecuteNonQueryAsync(ct);
        },
        cancellationToken);
}
