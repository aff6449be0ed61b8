using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// The roadmaps that owners have deleted (<see cref="RoadmapRepository.DeleteAsync"/>) and can restore. Every method takes one round trip.
/// </summary>
/// <param name="database">The database.</param>
public sealed class TrashStore(RoadmapDatabase database)
{
    /// <summary>Reads what an owner has deleted, the last deletion first.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="after">The position of the page, from the one before; null for the first page.</param>
    /// <param name="limit">The maximum number of roadmaps; at least 1.</param>
    /// <param name="kept">How long a roadmap is kept after its deletion.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Page<TrashedRoadmap>> ListAsync(
        Owner owner, Guid? after, int limit, TimeSpan kept, CancellationToken cancellationToken)
    {
        // The ids of deletions are time-ordered, so they serve as the sort order and as the position of the next page.
        const string Sql = """
            SELECT t.id AS deletion, r.id, r.request ->> 'goal' AS goal, r.title, t.deleted_at AS deletedat
            FROM roadmap.trash AS t JOIN roadmap.roadmaps AS r ON r.id = t.roadmap_id
            WHERE t.owner = @owner AND (@after::uuid IS NULL OR t.id < @after) ORDER BY t.id DESC LIMIT @limit + 1
            """;
        var rows = (await database.RunAsync(
            (connection, ct) => connection.QueryAsync<Row>(new(Sql, new { owner = owner.Id, after, limit }, cancellationToken: ct)),
            cancellationToken)).ToList();
        var items = rows.Take(limit).Select(row => row.View(kept)).ToList();
        return new(items, rows.Count > limit ? rows[limit - 1].Deletion.ToString() : null);
    }

    /// <summary>Gives a roadmap back to its owner as it was deleted. May be repeated.</summary>
    /// <returns>False if the owner has none of this id, deleted or not.</returns>
    public Task<bool> RestoreAsync(Owner owner, Guid id, CancellationToken cancellationToken)
    {
        // The roadmap is locked first, as everywhere. Its owner is then the present one, even if another request has just restored it.
        const string Sql = $"""
            WITH found AS MATERIALIZED (
              SELECT id, owner FROM roadmap.roadmaps WHERE id = @id AND owner IN (@owner, {TrashTable.Nobody}) FOR NO KEY UPDATE),
            taken AS (
              DELETE FROM roadmap.trash AS t USING found AS f WHERE t.roadmap_id = f.id AND t.owner = @owner RETURNING t.roadmap_id),
            restored AS (
              UPDATE roadmap.roadmaps AS r SET owner = @owner FROM taken AS t WHERE r.id = t.roadmap_id RETURNING true)
            SELECT EXISTS (SELECT FROM restored) OR EXISTS (SELECT FROM found AS f WHERE f.owner = @owner)
            """;
        return database.RunAsync(
            (connection, ct) => connection.QuerySingleAsync<bool>(new(Sql, new { owner = owner.Id, id }, cancellationToken: ct)),
            cancellationToken);
    }

    /// <summary>Deletes a roadmap in an owner's trash for good, with everything in it.</summary>
    /// <returns>False if there is none of this id in the owner's trash.</returns>
    public async Task<bool> DeleteAsync(Owner owner, Guid id, CancellationToken cancellationToken)
    {
        // The roadmap's own column is compared as well: one that is being restored belongs to its owner again.
        const string Sql = $"""
            DELETE FROM roadmap.roadmaps AS r USING roadmap.trash AS t
            WHERE r.id = @id AND r.owner = {TrashTable.Nobody} AND t.roadmap_id = r.id AND t.owner = @owner
            """;
        return await database.RunAsync(
            (connection, ct) => connection.ExecuteAsync(new(Sql, new { owner = owner.Id, id }, cancellationToken: ct)),
            cancellationToken) == 1;
    }

    private sealed record Row(Guid Deletion, Guid Id, string Goal, string? Title, DateTime DeletedAt)
    {
        public TrashedRoadmap View(TimeSpan kept)
        {
            var at = RoadmapReader.Utc(DeletedAt);
            return new(Id, Goal, Title, at, at + kept);
        }
    }
}
