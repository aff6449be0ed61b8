using Npgsql;

namespace RoadmapAgent.Data.Operations;

/// <summary>The values measured in PostgreSQL.</summary>
public sealed record PostgresReadings(
    int MaxConnections,
    int SuperuserReserved,
    int Reserved,
    IReadOnlyList<BackendGroup> Backends,
    IReadOnlyDictionary<string, ProcessCount> Processes,
    OutboxSample Outbox,
    ReviewSample Reviews)
{
    private const string Sql = """
        SELECT current_setting('max_connections')::int, current_setting('superuser_reserved_connections')::int,
               COALESCE(current_setting('reserved_connections', true)::int, 0);
        SELECT COALESCE(usename, '')::text, COALESCE(application_name, ''), COALESCE(state, ''), count(*)::int
        FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid() GROUP BY 1, 2, 3;
        SELECT service, (count(*) FILTER (WHERE seen_at > now() - interval '20 seconds'))::int,
               -- Those of before the server's start were stopped together with it.
               (count(*) FILTER (WHERE seen_at <= now() - interval '20 seconds' AND seen_at > pg_catalog.pg_postmaster_start_time()))::int
        FROM roadmap.instances WHERE seen_at > now() - interval '2 minutes' GROUP BY 1;
        SELECT count(*) FILTER (WHERE poisoned_at IS NULL AND COALESCE(due_at, created_at) <= now()),
               GREATEST(extract(epoch FROM now() - min(COALESCE(due_at, created_at)) FILTER (WHERE poisoned_at IS NULL)), 0)::float8,
               count(*) FILTER (WHERE poisoned_at IS NOT NULL)
        FROM roadmap.outbox;
        SELECT count(*), COALESCE(extract(epoch FROM now() - min(updated_at)), 0)::float8
        FROM roadmap.roadmaps WHERE status = 'human_review_pending'
        """;

    /// <summary>Reads all values in one round trip.</summary>
    public static async Task<PostgresReadings> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (max, superuser, reserved) = (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
        await reader.NextResultAsync(cancellationToken);
        var backends = new List<BackendGroup>();
        while (await reader.ReadAsync(cancellationToken))
        {
            backends.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        }

        await reader.NextResultAsync(cancellationToken);
        var processes = new Dictionary<string, ProcessCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            processes[reader.GetString(0)] = new(reader.GetInt32(1), reader.GetInt32(2));
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var outbox = new OutboxSample(reader.GetInt64(0), reader.GetDouble(1), reader.GetInt64(2));
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(max, superuser, reserved, backends, processes, outbox, new(reader.GetInt64(0), reader.GetDouble(1)));
    }
}
