using Dapper;
using Npgsql;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Finds roadmaps whose messages were lost, and sends their messages again.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="database">The database.</param>
public sealed class StalledRoadmaps(RoadmapRepository roadmaps, RoadmapDatabase database)
{
    /// <summary>
    /// Takes or renews the lease and looks for roadmaps in progress that have not changed for a time and for which no message waits in the
    /// outbox, and for owners whose turn it is. One round trip.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="age">The time without a change.</param>
    /// <param name="limit">The maximum number of roadmaps.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Null while another process holds the lease.</returns>
    public Task<StalledWork?> FindAsync(Lease lease, TimeSpan age, int limit, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, ct) =>
        {
            const string Sql = $"""
                WITH {LeaseTable.Held},
                stalled AS (
                  SELECT r.id, (r.step = 'content_generation') AS generates_content FROM roadmap.roadmaps AS r
                  WHERE EXISTS (SELECT FROM held) AND r.status IN ('pending', 'processing') AND r.held_commands IS NULL
                    AND r.updated_at < now() - $4
                    -- What every concept changes is not indexed; the creation is, and it is no later.
                    AND r.created_at < now() - $4
                    AND NOT EXISTS (
                      SELECT 1 FROM roadmap.outbox AS o
                      WHERE o.poisoned_at IS NULL AND o.queue IS NOT NULL AND o.body ->> 'roadmapId' = r.id::text)
                  ORDER BY r.updated_at LIMIT $5),
                waiting AS (
                  SELECT DISTINCT owner FROM roadmap.roadmaps
                  WHERE EXISTS (SELECT FROM held) AND held_commands IS NOT NULL AND status IN ('pending', 'processing'))
                SELECT EXISTS (SELECT FROM held),
                       (SELECT count(*) FROM roadmap.outbox WHERE redelivered > 0 AND poisoned_at IS NULL),
                       ARRAY(SELECT w.owner FROM waiting AS w
                             WHERE (SELECT count(*) FROM roadmap.roadmaps AS r
                                    WHERE r.owner = w.owner AND r.held_commands IS NULL AND r.status IN ('pending', 'processing')) < $6),
                       stalled.*
                FROM (SELECT 1) AS one LEFT JOIN stalled ON true
                """;
            await using var command = new NpgsqlCommand(Sql, connection);
            LeaseTable.AddParameters(command, lease);
            command.Parameters.Add(new() { Value = age });
            command.Parameters.Add(new() { Value = limit });
            command.Parameters.Add(new() { Value = OwnerTurns.RoadmapsAtOnce });
            await using var reader = await command.ExecuteReaderAsync(ct);
            var (held, delayed, owners, found) = (false, 0L, Array.Empty<Guid>(), new List<StalledRoadmap>());
            while (await reader.ReadAsync(ct))
            {
                (held, delayed, owners) = (reader.GetBoolean(0), reader.GetInt64(1), await reader.GetFieldValueAsync<Guid[]>(2, ct));
                if (!await reader.IsDBNullAsync(3, ct))
                {
                    found.Add(new(reader.GetGuid(3), reader.GetBoolean(4)));
                }
            }

            return held ? new StalledWork(found, delayed, [.. owners.Select(owner => new Owner(owner))]) : null;
        },
        cancellationToken);

    /// <summary>Sends a roadmap's messages again, or ends it if its content is complete. Four round trips.</summary>
    /// <param name="id">The roadmap.</param>
    /// <param name="age">The time it must not have changed for.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if it has changed meanwhile.</returns>
    public Task<bool> ResumeAsync(Guid id, TimeSpan age, CancellationToken cancellationToken) => database.WriteAsync(
        async (unit, ct) =>
        {
            const string Sql = """
                SELECT r.updated_at < now() - @age AS unchanged,
                       ARRAY(SELECT DISTINCT i.concept_id FROM roadmap.content_items AS i
                             WHERE i.roadmap_id = r.id AND i.status = 'pending' ORDER BY 1) AS pending,
                       (SELECT count(*)::int FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id AND i.status = 'failed') AS failed,
                       (SELECT count(*)::int FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id) AS total
                FROM roadmap.roadmaps AS r WHERE r.id = @id
                """;
            if (await RoadmapStateTable.LockAsync(unit, id, ct) is not { } roadmap)
            {
                return false;
            }

            var facts = await unit.Connection.QuerySingleAsync<Facts>(new(Sql, new { id, age }, unit.Transaction, cancellationToken: ct));
            if (!facts.Unchanged
                || RoadmapWorkflow.Decide(roadmap.State, new Stalled(facts.Pending, facts.Failed, facts.Total)) is not { } decision)
            {
                return false;
            }

            roadmaps.Apply(unit, roadmap, decision);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// Sends the commands of an owner's held roadmaps, of as many as may have a turn. Two round trips. Usually the roadmap that makes
    /// room does this itself; but it does not see one that is added at the same moment, and a version before does not look for any.
    /// </summary>
    /// <param name="owner">The owner.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public Task ReleaseAsync(Owner owner, CancellationToken cancellationToken) => database.WriteAsync(
        (unit, _) =>
        {
            TurnTable.Release(unit, owner.Id);
            return Task.CompletedTask;
        },
        cancellationToken);

    private sealed class Facts
    {
        public bool Unchanged { get; init; }

        public string[] Pending { get; init; } = [];

        public int Failed { get; init; }

        public int Total { get; init; }
    }
}
