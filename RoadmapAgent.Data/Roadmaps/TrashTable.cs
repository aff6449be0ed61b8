using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The table <c>roadmap.trash</c> as a deletion adds to it.</summary>
internal static class TrashTable
{
    /// <summary>
    /// The owner of every roadmap that is in the trash, as SQL: an id that no person has, so no statement for an owner finds
    /// it. Not NULL, which stands for roadmaps that may be claimed.
    /// </summary>
    public const string Nobody = "'00000000-0000-0000-0000-000000000000'::uuid";

    /// <summary>
    /// Adds the statement that moves a roadmap, whose row is locked, to its owner's trash. Its idempotency key may be used again at once,
    /// and a decision that was prepared before is not applied, because the version differs.
    /// </summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The roadmap.</param>
    /// <param name="at">The time of the deletion.</param>
    public static void Add(UnitOfWork unit, Owner owner, Guid id, DateTimeOffset at)
    {
        const string Sql = $"""
            WITH moved AS (
              UPDATE roadmap.roadmaps SET owner = {Nobody}, idempotency_key = NULL, version = version + 1 WHERE id = @id RETURNING id)
            INSERT INTO roadmap.trash (id, roadmap_id, owner, deleted_at) SELECT @deletion, id, @owner, @at FROM moved
            """;
        unit.Add(Sql, ("id", id), ("deletion", Guid.CreateVersion7(at)), ("owner", owner.Id), ("at", at));
    }
}
