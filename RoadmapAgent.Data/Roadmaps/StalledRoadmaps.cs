using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Finds roadmaps whose messages were lost, and sends their messages again.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="database">The database.</param>
public sealed class StalledRoadmaps(RoadmapRepository roadmaps, RoadmapDatabase database)
{
    /// <summary>
    /// Lists the roadmaps in progress that have not changed for a time and for which no message waits in the outbox, longest first. One
    /// round trip.
    /// </summary>
    /// <param name="age">The time without a change.</param>
    /// <param name="limit">The maximum number of roadmaps.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<StalledRoadmap>> ListAsync(TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.id, (r.step = 'content_generation') AS generatescontent FROM roadmap.roadmaps AS r
            WHERE r.status IN ('pending', 'processing') AND r.updated_at < now() - @age
              -- What every concept changes is not indexed; the creation is, and it is no later.
              AND r.created_at < now() - @age
              AND NOT EXISTS (
                SELECT 1 FROM roadmap.outbox AS o
                WHERE o.poisoned_at IS NULL AND o.queue IS NOT NULL AND o.body ->> 'roadmapId' = r.id::text)
            ORDER BY r.updated_at LIMIT @limit
            """;
        var found = await database.RunAsync(
            (connection, ct) => connection.QueryAsync<StalledRoadmap>(new(Sql, new { age, limit }, cancellationToken: ct)),
            cancellationToken);
        return [.. found];
    }

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
            if (await RoadmapRepository.LockAsync(unit, id, ct) is not { } roadmap)
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

    private sealed class Facts
    {
        public bool Unchanged { get; init; }

        public string[] Pending { get; init; } = [];

        public int Failed { get; init; }

        public int Total { get; init; }
    }
}
