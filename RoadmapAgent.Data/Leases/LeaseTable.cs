using Npgsql;

namespace RoadmapAgent.Data.Leases;

/// <summary>The table <c>roadmap.leases</c>: elects one process of the fleet in a way that works behind a transaction pooler.</summary>
public static class LeaseTable
{
    /// <summary>Acquires or renews a lease; false while another process holds it.</summary>
    public static async Task<bool> TryHoldAsync(
        NpgsqlConnection connection, string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO roadmap.leases AS l (name, holder, held_until) VALUES ($1, $2, now() + $3)
            ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
            WHERE l.holder = EXCLUDED.holder OR l.held_until < now()
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new() { Value = name }, new() { Value = holder }, new() { Value = duration } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Releases a lease, so that the next holder does not have to wait for it to expire.</summary>
    /// <returns>The number of leases released: 0 if another process holds it.</returns>
    public static async Task<int> ReleaseAsync(NpgsqlConnection connection, string name, string holder, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM roadmap.leases WHERE name = $1 AND holder = $2", connection)
        {
            Parameters = { new() { Value = name }, new() { Value = holder } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
