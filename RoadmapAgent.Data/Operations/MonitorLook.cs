using System.Text.Json;
using Npgsql;
using RoadmapAgent.Data.Leases;

namespace RoadmapAgent.Data.Operations;

/// <summary>One look of an API process at PostgreSQL.</summary>
/// <param name="Readings">What the holder of the monitor's lease measures; null if another process holds it.</param>
/// <param name="Samples">The stored samples that this process does not know yet, oldest first; for the holder, only if it asked.</param>
/// <param name="Sessions">Up to 500 sessions, those in a transaction first, longest first.</param>
public sealed record MonitorLook(
    PostgresReadings? Readings, IReadOnlyList<ConnectionSample> Samples, IReadOnlyList<Session> Sessions)
{
    // The age of a transaction counts from its beginning, which no statement in it moves.
    private const string SessionList = """
        SELECT pid, COALESCE(usename, '') AS role, COALESCE(application_name, '') AS application, COALESCE(state, '') AS state,
               wait_event_type AS "waitType", wait_event AS "waitName",
               COALESCE(extract(epoch FROM clock_timestamp() - backend_start), 0)::float8 AS "sessionSeconds",
               extract(epoch FROM clock_timestamp() - xact_start)::float8 AS "transactionSeconds",
               COALESCE(extract(epoch FROM clock_timestamp() - state_change), 0)::float8 AS "stateSeconds",
               COALESCE(query, '') AS query
        FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
        ORDER BY xact_start NULLS LAST, state_change LIMIT 500
        """;

    private const string Backends = """
        SELECT COALESCE(usename, '') AS role, COALESCE(application_name, '') AS application, COALESCE(state, '') AS state,
               count(*)::int AS count
        FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid() GROUP BY 1, 2, 3
        """;

    // Two missed heartbeats of 15 s, and time to write the next. Those of before the server's start were stopped together with it.
    private const string Processes = """
        SELECT service, count(*) FILTER (WHERE seen_at > now() - interval '40 seconds') AS live,
               count(*) FILTER (
                 WHERE seen_at <= now() - interval '40 seconds' AND seen_at > pg_catalog.pg_postmaster_start_time()) AS lost
        FROM roadmap.instances WHERE seen_at > now() - interval '2 minutes' GROUP BY 1
        """;

    // The index on available_at skips what has been deleted. Of a longer queue, those that are tried first.
    private const string Waiting = """
        SELECT COALESCE(due_at, created_at) AS due FROM roadmap.outbox WHERE poisoned_at IS NULL ORDER BY available_at LIMIT 10000
        """;

    private const string Sql = $"""
        WITH {LeaseTable.Held}
        SELECT
          CASE WHEN $5 OR NOT EXISTS (SELECT FROM held) THEN
            (SELECT json_agg(data ORDER BY at)::text FROM roadmap.samples WHERE at > $4) END,
          (SELECT json_agg(to_json(s))::text FROM ({SessionList}) AS s),
          CASE WHEN EXISTS (SELECT FROM held) THEN json_build_object(
            'maxConnections', current_setting('max_connections')::int,
            'superuserReserved', current_setting('superuser_reserved_connections')::int,
            'reserved', COALESCE(current_setting('reserved_connections', true)::int, 0),
            'backends', (SELECT COALESCE(json_agg(to_json(b)), '[]') FROM ({Backends}) AS b),
            'processes', (
              SELECT COALESCE(json_object_agg(p.service, json_build_object('live', p.live, 'lost', p.lost)), json_build_object())
              FROM ({Processes}) AS p),
            'outbox', (
              SELECT json_build_object(
                'backlog', count(*) FILTER (WHERE due <= now()),
                'oldestSeconds', GREATEST(extract(epoch FROM now() - min(due)), 0)::float8,
                'poisoned', (SELECT count(*) FROM roadmap.outbox WHERE poisoned_at IS NOT NULL))
              FROM ({Waiting}) AS w),
            'reviews', (
              SELECT json_build_object(
                'waiting', count(*), 'oldestSeconds', COALESCE(extract(epoch FROM now() - min(updated_at)), 0)::float8)
              FROM roadmap.roadmaps WHERE status = 'human_review_pending'))::text END
        """;

    /// <summary>Takes or renews the lease, and measures if that succeeds. One statement.</summary>
    /// <param name="connection">The monitor's own connection.</param>
    /// <param name="lease">The monitor's lease.</param>
    /// <param name="after">The time of the last known sample.</param>
    /// <param name="withSamples">Whether the holder needs the stored samples as well.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public static async Task<MonitorLook> TakeAsync(
        NpgsqlConnection connection, Lease lease, DateTimeOffset after, bool withSamples, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        LeaseTable.AddParameters(command, lease);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = withSamples });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(
            Read<PostgresReadings>(2),
            Read<List<ConnectionSample>>(0) ?? [],
            [.. (Read<List<Row>>(1) ?? []).Select(row => row.ToSession())]);

        T? Read<T>(int column) where T : class =>
            reader.GetValue(column) is string json ? JsonSerializer.Deserialize<T>(json, SampleJson.Format) : null;
    }

    internal sealed record Row(
        int Pid,
        string Role,
        string Application,
        string State,
        string? WaitType,
        string? WaitName,
        double SessionSeconds,
        double? TransactionSeconds,
        double StateSeconds,
        string Query)
    {
        // An idle session "waits" for its client's next statement; that is no wait.
        private string? Wait => WaitType is null || (WaitType == "Client" && State.StartsWith("idle", StringComparison.Ordinal))
            ? null
            : $"{WaitType}: {WaitName}";

        public Session ToSession() => new(
            Pid, Role, Application, State, Wait, SessionSeconds, TransactionSeconds, StateSeconds, QueryText.WithoutLiterals(Query));
    }
}
