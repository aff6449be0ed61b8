using Npgsql;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Which tables say anything about an id, whatever their columns are called.</summary>
internal static class TablesThatMention
{
    /// <summary>Returns the names of the tables in which a row contains one of the ids; messages on their way do not count.</summary>
    public static async Task<IReadOnlyList<string>> AnyOfAsync(
        NpgsqlConnection connection, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        await using (var query = new NpgsqlCommand(
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'roadmap' AND tablename <> 'outbox' ORDER BY tablename",
            connection))
        await using (var reader = await query.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var mention = new NpgsqlCommand(
                $"SELECT EXISTS (SELECT FROM roadmap.{table} AS t WHERE t::text LIKE ANY ($1))", connection);
            mention.Parameters.Add(new() { Value = ids.Select(id => $"%{id}%").ToArray() });
            if (await mention.ExecuteScalarAsync(cancellationToken) is true)
            {
                found.Add(table);
            }
        }

        return found;
    }
}
