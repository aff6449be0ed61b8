using Npgsql;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>What units of work do.</summary>
internal static class UnitWorks
{
    private const string Body = """{"roadmapId":"019a0000-0000-7000-8000-000000000000","conceptId":"c-1-1-1"}""";

    /// <summary>How long a unit that sleeps occupies its connection.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);

    /// <summary>Occupies the connection.</summary>
    public static async Task SleepAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_sleep($1)", connection)
        {
            Parameters = { new() { Value = Hold.TotalSeconds } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Does what every service does for a message: one transaction with its inbox row, a look at its roadmap and an outbox row, and a
    /// second one that deletes the outbox row once the broker has it.
    /// </summary>
    public static async Task HandleMessageAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (handled, sent) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            // A role reaches the rows of its own service; the role that goes straight to PostgreSQL belongs to the API's.
            await ExecuteAsync(
                connection,
                """
                INSERT INTO roadmap.inbox (message_id, consumer) VALUES ($1, COALESCE(substring(CURRENT_USER FROM '^roadmap_(.+)'), 'api'))
                ON CONFLICT DO NOTHING
                """,
                handled);
            await ExecuteAsync(connection, "SELECT id FROM roadmap.roadmaps WHERE id = $1", handled);
            await ExecuteAsync(
                connection,
                "INSERT INTO roadmap.outbox (message_id, queue, message_type, body) VALUES ($1, 'drill', 'Drill', $2::jsonb)",
                sent,
                Body);
            await transaction.CommitAsync(cancellationToken);
        }

        await ExecuteAsync(connection, "DELETE FROM roadmap.outbox WHERE message_id = $1", sent);

        async Task ExecuteAsync(NpgsqlConnection on, string sql, params object[] parameters)
        {
            await using var command = new NpgsqlCommand(sql, on);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new() { Value = parameter });
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
