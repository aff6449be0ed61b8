using Npgsql;
using NpgsqlTypes;
using RoadmapAgent.Data.Leases;

namespace RoadmapAgent.Data.Transactions;

/// <summary>
/// The table <c>roadmap.outbox</c>. Every asynchronous method takes one round trip. The workflow's role reaches all messages, another one
/// those that it has stored itself.
/// </summary>
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

    /// <summary>
    /// Takes or renews the lease and claims due messages without a valid claim: delayed ones, and those of processes that ended before
    /// relaying them.
    /// </summary>
    /// <returns>Null while another process holds the lease.</returns>
    public static async Task<OutboxClaim?> ClaimAsync(
        NpgsqlConnection connection, Lease lease, int limit, CancellationToken cancellationToken)
    {
        // Of a long queue, the messages that are tried first say when to come back.
        const string Sql = $"""
            WITH {LeaseTable.Held},
            due AS (
              SELECT id FROM roadmap.outbox
              WHERE poisoned_at IS NULL AND available_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
                AND EXISTS (SELECT FROM held)
              ORDER BY available_at, id LIMIT $4 FOR UPDATE SKIP LOCKED),
            claimed AS (
              UPDATE roadmap.outbox AS o SET claimed_until = now() + {Claim}, attempts = o.attempts + 1 FROM due WHERE o.id = due.id
              RETURNING o.message_id, o.queue, o.message_type, o.body::text, o.traceparent, o.attempts, o.redelivered),
            waiting AS (
              SELECT GREATEST(available_at, claimed_until) AS until FROM roadmap.outbox
              WHERE poisoned_at IS NULL AND EXISTS (SELECT FROM held) ORDER BY available_at LIMIT 1000)
            SELECT EXISTS (SELECT FROM held), (SELECT min(until) - now() FROM waiting WHERE until > now()), claimed.*
            FROM (SELECT 1) AS one LEFT JOIN claimed ON true
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        LeaseTable.AddParameters(command, lease);
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (held, next, claimed) = (false, (TimeSpan?)null, new List<OutboxMessage>());
        while (await reader.ReadAsync(cancellationToken))
        {
            (held, next) = (reader.GetBoolean(0), reader.GetValue(1) as TimeSpan?);
            if (!await reader.IsDBNullAsync(2, cancellationToken))
            {
                claimed.Add(new(
                    reader.GetGuid(2),
                    reader.GetValue(3) as string,
                    reader.GetString(4),
                    reader.GetString(5),
                    reader.GetValue(6) as string,
                    TimeSpan.Zero,
                    reader.GetInt32(7),
                    reader.GetInt32(8)));
            }
        }

        return held ? new(claimed, next) : null;
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
