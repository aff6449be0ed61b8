using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Operations;

/// <summary>Says every few seconds that this process is there, so that more processes than declared are seen, whoever started them.</summary>
internal sealed class InstanceHeartbeat(RoadmapDatabase database, IOptions<DatabaseOptions> options, TimeProvider time, ILogger<InstanceHeartbeat> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // What crashed is forgotten by whoever beats next.
    private const string Beat = """
        WITH forgotten AS (DELETE FROM roadmap.instances WHERE seen_at < now() - interval '1 minute')
        INSERT INTO roadmap.instances (service, instance) VALUES ($1, $2)
        ON CONFLICT (service, instance) DO UPDATE SET seen_at = now()
        """;

    private const string Leave = "DELETE FROM roadmap.instances WHERE service = $1 AND instance = $2";

    private readonly string _instance = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    protected override string Failure => "This process did not say that it is there";

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
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = options.Value.Service }, new() { Value = _instance } } };
            return await command.ExecuteNonQueryAsync(ct);
        },
        cancellationToken);
}
