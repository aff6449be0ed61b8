using Npgsql;

namespace RoadmapAgent.Data.Transactions;

/// <summary>The table <c>roadmap.inbox</c>.</summary>
public static class InboxTable
{
    /// <summary>Records that a message is being handled; false if its effects are already stored.</summary>
    public static async Task<bool> TryInsertAsync(UnitOfWork unit, Guid messageId, string consumer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO roadmap.inbox (message_id, consumer) VALUES ($1, $2) ON CONFLICT DO NOTHING", unit.Connection, unit.Transaction)
        {
            Parameters = { new() { Value = messageId }, new() { Value = consumer } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Deletes a batch of messages too old to be redelivered; returns how many.</summary>
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
