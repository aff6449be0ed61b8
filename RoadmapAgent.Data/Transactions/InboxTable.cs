using Npgsql;

namespace RoadmapAgent.Data.Transactions;

/// <summary>The table <c>roadmap.inbox</c>.</summary>
public static class InboxTable
{
    /// <summary>Notes that a message is being handled; false when its effects are already stored.</summary>
    public static async Task<bool> TryInsertAsync(UnitOfWork unit, Guid messageId, string consumer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("INSERT INTO roadmap.inbox (message_id, consumer) VALUES ($1, $2) ON CONFLICT DO NOTHING", unit.Connection, unit.Transaction)
        {
            Parameters = { new() { Value = messageId }, new() { Value = consumer } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Forgets a batch of messages older than any redelivery can be; returns how many.</summary>
    public static async Task<int> PurgeAsync(NpgsqlConnection connection, TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM roadmap.inbox WHERE (message_id, consumer) IN (
              SELECT message_id, consumer FROM roadmap.inbox WHERE handled_at < now() - $1 ORDER BY handled_at LIMIT $2)
            """;
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = age }, new() { Value = limit } } };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
