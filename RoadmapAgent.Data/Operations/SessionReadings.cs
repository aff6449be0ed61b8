using Npgsql;

namespace RoadmapAgent.Data.Operations;

/// <summary>Reads the client sessions of PostgreSQL.</summary>
public static class SessionReadings
{
    // The longest transaction first. Its age counts from its beginning, which no statement in it moves.
    private const string Sql = """
        SELECT pid, COALESCE(usename, '')::text, COALESCE(application_name, ''), COALESCE(state, ''), wait_event_type, wait_event,
               COALESCE(extract(epoch FROM clock_timestamp() - backend_start), 0)::float8,
               extract(epoch FROM clock_timestamp() - xact_start)::float8,
               COALESCE(extract(epoch FROM clock_timestamp() - state_change), 0)::float8,
               COALESCE(query, '')
        FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
        ORDER BY xact_start NULLS LAST, state_change LIMIT 500
        """;

    /// <summary>Reads up to 500 sessions in one round trip.</summary>
    public static async Task<List<Session>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sessions = new List<Session>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var state = reader.GetString(3);
            sessions.Add(new(
                reader.GetInt32(0),
                reader.GetString(1),
                reader.GetString(2),
                state,
                Wait(state, reader.GetValue(4) as string, reader.GetValue(5) as string),
                reader.GetDouble(6),
                reader.GetValue(7) as double?,
                reader.GetDouble(8),
                QueryText.WithoutLiterals(reader.GetString(9))));
        }

        return sessions;
    }

    // An idle session "waits" for its client's next statement; that is no wait.
    private static string? Wait(string state, string? type, string? name) =>
        type is null || (type == "Client" && state.StartsWith("idle", StringComparison.Ordinal)) ? null : $"{type}: {name}";
}
