using Npgsql;
using Polly;

namespace RoadmapAgent.Api.Operations;

/// <summary>Opens the monitor's short connections.</summary>
internal static class MonitorConnection
{
    // All API processes share the few connections of one role (Fleet:Operations:Monitor), and each of them needs one for milliseconds.
    private static readonly ResiliencePipeline WhileOthersHaveThem = new ResiliencePipelineBuilder()
        .AddRetry(new()
        {
            ShouldHandle = new PredicateBuilder().Handle<PostgresException>(e => e.SqlState == PostgresErrorCodes.TooManyConnections),
            MaxRetryAttempts = 8,
            Delay = TimeSpan.FromMilliseconds(200),
            UseJitter = true,
        })
        .Build();

    /// <summary>Opens a connection, and waits up to two seconds for others to close theirs.</summary>
    /// <exception cref="PostgresException">The role or the server has no connection left.</exception>
    public static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        await WhileOthersHaveThem.ExecuteAsync(
            static async (connections, ct) => await connections.OpenConnectionAsync(ct), source, cancellationToken);
}
