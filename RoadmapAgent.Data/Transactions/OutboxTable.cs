using Npgsql;
using NpgsqlTypes;

namespace RoadmapAgent.Data.Transactions;

/// <summary>The table <c>roadmap.outbox</c>. Every asynchronous method takes one round trip.</summary>
public static class OutboxTable
{
    /// <summary>The duration of a claim; after that the sweep may take the message.</summary>
    internal const string Claim = "interval '30 seconds'";

    /// <summary>Creates the statement that stores messages and claims them for this process, which relays them after the commit.</summary>
    internal static NpgsqlBatchCommand Insert(IReadOnlyCollection<OutboxMessage> messages)
    {
        const string Sql = $"""
            INSERT INTO roadmap.outbox (
              message_id, queue, message_type, body, traceparent, due_at, available_at, claimed_until, redelivered)
            SELECT m.message_id, m.queue, m.message_type, m.body::jsonb, m.traceparent, now() + m.delay, now() + m.delay,
                   CASE WHEN m.delay > interval '0' THEN NULL ELSE now() + {Claim} END, m.redelivered
            FROM unnest($1, $2, $3, $4, $5, $6, $7) AS m(message_id, queue, message_type, body, traceparent, delay, redelivered)
            """;
        return new(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = Column(m => m.MessageId) },
                new() { Value = Column(m => m.Queue), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<string[]> { TypedValue = Column(m => m.MessageType) },
                new NpgsqlParameter<string[]> { TypedValue = Column(m => m.Body) },
                new() { Value = Column(m => m.TraceParent), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<TimeSpan[]> { TypedValue = Column(m => m.Delay) },
                new NpgsqlParameter<int[]> { TypedValue = Column(m => m.Redelivered) },
            },
        };

        T[] Column<T>(Func<OutboxMessage, T> select) => [.. messages.Select(select)];
    }

    /// <summary>Claims due messages without a valid claim: delayed ones, and those of processes that ended before relaying them.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            UPDATE roadmap.outbox SET claimed_until = now() + {Claim}, attempts = attempts + 1
            WHERE id IN (
              SELECT id FROM roadmap.outbox
              WHERE poisoned_at IS NULL AND available_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
              ORDER BY available_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING message_id, queue, message_type, body::text, traceparent, attempts, redelivered
            """;
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = limit } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var claimed = new List<OutboxMessage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(new(
                reader.GetGuid(0),
                reader.GetValue(1) as string,
                reader.GetString(2),
                reader.GetString(3),
                reader.GetValue(4) as string,
                TimeSpan.Zero,
                reader.GetInt32(5),
                reader.GetInt32(6)));
        }

        return claimed;
    }

    /// <summary>Counts the messages that wait because their consumer put them back.</summary>
    public static async Task<long> CountRedeliveredAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM roadmap.outbox WHERE redelivered > 0 AND poisoned_at IS NULL", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Deletes messages that the broker has confirmed.</summary>
    public static async Task DeleteAsync(NpgsqlConnection connection, IEnumerable<Guid> messageIds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM roadmap.outbox WHERE message_id = ANY($1)", connection)
        {
            Parameters = { new() { Value = messageIds.ToArray() } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Releases messages, to be retried after a delay.</summary>
    public static async Task ReleaseAsync(
        NpgsqlConnection connection, IEnumerable<Guid> messageIds, TimeSpan after, string error, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE roadmap.outbox
            SET claimed_until = NULL, available_at = now() + $2, last_error = left($3, 500), attempts = GREATEST(attempts, 1)
            WHERE message_id = ANY($1)
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new() { Value = messageIds.ToArray() }, new() { Value = after }, new() { Value = error } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sets aside a message that cannot be read.</summary>
    public static async Task PoisonAsync(NpgsqlConnection connection, Guid messageId, string error, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE roadmap.outbox SET claimed_until = NULL, poisoned_at = now(), last_error = left($2, 500) WHERE message_id = $1",
            connection)
        {
            Parameters = { new() { Value = messageId }, new() { Value = error } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
