using Dapper;
using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Data.Identity;

/// <summary>Stores the keys that protect cookies, for all processes of the API.</summary>
/// <param name="database">The database.</param>
public sealed class DataProtectionKeyStore(RoadmapDatabase database)
{
    /// <summary>Reads all keys, the oldest one first. One round trip.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        const string Sql = "SELECT xml FROM roadmap.data_protection_keys ORDER BY created_at, name";
        return [.. await database.RunAsync(
            (connection, ct) => connection.QueryAsync<string>(new(Sql, cancellationToken: ct)), cancellationToken)];
    }

    /// <summary>Stores a key; one that is stored already stays as it is. One round trip.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="xml">The key.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public Task AddAsync(string name, string xml, CancellationToken cancellationToken)
    {
        const string Sql = "INSERT INTO roadmap.data_protection_keys (name, xml) VALUES (@name, @xml) ON CONFLICT DO NOTHING";
        return database.RunAsync(
            (connection, ct) => connection.ExecuteAsync(new(Sql, new { name, xml }, cancellationToken: ct)), cancellationToken);
    }
}
