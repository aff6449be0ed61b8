using Dapper;
using Npgsql;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The table <c>roadmap.roadmaps</c> as decisions need it. Every method takes one round trip.</summary>
internal static class RoadmapStateTable
{
    /// <summary>Reads the state of a roadmap, without locking it; null if there is none.</summary>
    public static async Task<VersionedState?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT status, step, round, edits, skip_review AS skipreview, version FROM roadmap.roadmaps WHERE id = @id
            """;
        var row = await connection.QuerySingleOrDefaultAsync<StateRow>(new(Sql, new { id }, cancellationToken: cancellationToken));
        return row is null ? null : new(row.State(id), row.Version);
    }

    /// <summary>Locks a roadmap's row until the transaction ends; null if there is none.</summary>
    public static Task<LockedRoadmap?> LockAsync(UnitOfWork unit, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT status, step, round, edits, skip_review AS skipreview, version, last_sequence AS lastsequence, owner
            FROM roadmap.roadmaps WHERE id = @id FOR NO KEY UPDATE
            """;
        return LockAsync(unit, id, Sql, new { id }, cancellationToken);
    }

    /// <summary>
    /// Locks a roadmap's row against everything, also against rows that are being added to it; null if the owner has none of this id.
    /// </summary>
    public static Task<LockedRoadmap?> LockAsync(UnitOfWork unit, Owner owner, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT status, step, round, edits, skip_review AS skipreview, version, last_sequence AS lastsequence, owner
            FROM roadmap.roadmaps WHERE id = @id AND owner = @owner FOR UPDATE
            """;
        return LockAsync(unit, id, Sql, new { id, owner = owner.Id }, cancellationToken);
    }

    /// <summary>Locks a roadmap's row for a decision, and counts the owner's others.</summary>
    public static Task<LockedRoadmap?> LockAndCountAsync(UnitOfWork unit, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.status, r.step, r.round, r.edits, r.skip_review AS skipreview, r.version, r.last_sequence AS lastsequence,
                   r.owner, others.inprogress AS othersinprogress, others.withturn AS otherswithturn
            FROM roadmap.roadmaps AS r CROSS JOIN LATERAL (
              SELECT count(*)::int AS inprogress,
                     (count(*) FILTER (WHERE o.status <> 'human_review_pending' AND o.held_commands IS NULL))::int AS withturn
              FROM roadmap.roadmaps AS o
              WHERE o.owner = r.owner AND o.id <> r.id AND o.status IN ('pending', 'processing', 'human_review_pending')) AS others
            WHERE r.id = @id FOR NO KEY UPDATE OF r
            """;
        return LockAsync(unit, id, Sql, new { id }, cancellationToken);
    }

    private static async Task<LockedRoadmap?> LockAsync(
        UnitOfWork unit, Guid id, string sql, object parameters, CancellationToken cancellationToken)
    {
        var row = await unit.Connection.QuerySingleOrDefaultAsync<StateRow>(
            new(sql, parameters, unit.Transaction, cancellationToken: cancellationToken));
        return row is null ? null : new(
            row.State(id), row.Version, row.LastSequence, row.Owner, row.OthersInProgress, row.OthersWithTurn);
    }
}
