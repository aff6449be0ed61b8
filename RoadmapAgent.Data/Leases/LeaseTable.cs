using Npgsql;

namespace RoadmapAgent.Data.Leases;

/// <summary>
/// The table <c>roadmap.leases</c>: elects one process of the fleet in a way that works behind a transaction pooler. A lease is taken or
/// renewed by the statement that does the holder's work, so that it costs no statement of its own.
/// </summary>
public static class LeaseTable
{
    /// <summary>
    /// A common table expression that acquires or renews the lease in $1 to $3 (<see cref="AddParameters"/>): <c>held</c> has a row if this
    /// process holds it. A lease that ends later than its duration allows was taken before the clock was set back, and has expired.
    /// </summary>
    internal const string Held = """
        held AS (
          INSERT INTO roadmap.leases AS l (name, holder, held_until) VALUES ($1, $2, now() + $3)
          ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
          WHERE l.holder = EXCLUDED.holder OR l.held_until NOT BETWEEN now() AND now() + greatest(2 * $3, interval '1 minute')
          RETURNING true)
        """;

    /// <summary>Adds the first three parameters of a statement with <see cref="Held"/>.</summary>
    internal static void AddParameters(NpgsqlCommand command, Lease lease)
    {
        command.Parameters.Add(new() { Value = lease.Name });
        command.Parameters.Add(new() { Value = lease.Holder });
        command.Parameters.Add(new() { Value = lease.Duration });
    }

    /// <summary>Releases a lease, so that the next holder does not have to wait for it to expire.</summary>
    /// <returns>The number of leases released: 0 if another process holds it.</returns>
    public static async Task<int> ReleaseAsync(NpgsqlConnection connection, Lease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await using var command = new NpgsqlCommand("DELETE FROM roadmap.leases WHERE name = $1 AND holder = $2", connection)
        {
            Parameters = { new() { Value = lease.Name }, new() { Value = lease.Holder } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
