using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Stores what learners write down about concepts. The last writer wins: a note has one owner.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class NoteStore(RoadmapDatabase database, TimeProvider time)
{
    private const string Concept = """
        concept AS (
          SELECT DISTINCT i.roadmap_id, i.concept_id FROM roadmap.content_items AS i JOIN roadmap.roadmaps AS r ON r.id = i.roadmap_id
          WHERE r.id = @id AND r.owner = @owner AND i.concept_id = @conceptId)
        """;

    private const string Save = $"""
        WITH {Concept},
        saved AS (
          INSERT INTO roadmap.notes AS n (roadmap_id, concept_id, note, updated_at)
          SELECT roadmap_id, concept_id, @note, @at FROM concept
          ON CONFLICT (roadmap_id, concept_id) DO UPDATE SET note = EXCLUDED.note, updated_at = EXCLUDED.updated_at
          WHERE n.note <> EXCLUDED.note)
        SELECT count(*)::int FROM concept
        """;

    private const string Delete = $"""
        WITH {Concept},
        deleted AS (
          DELETE FROM roadmap.notes AS n USING concept AS c WHERE n.roadmap_id = c.roadmap_id AND n.concept_id = c.concept_id)
        SELECT count(*)::int FROM concept
        """;

    /// <summary>Stores the note about a concept in place of an earlier one. One round trip.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The roadmap.</param>
    /// <param name="conceptId">The concept.</param>
    /// <param name="note">Up to 10,000 characters; empty to have none.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>False if the owner has no such concept, or it has no content items yet.</returns>
    public Task<bool> SaveAsync(Owner owner, Guid id, string conceptId, string note, CancellationToken cancellationToken) =>
        DeletedMeanwhile.ReturnsAsync(result: false, async () => await database.RunAsync(
            (connection, ct) => connection.QuerySingleAsync<int>(new(
                note.Length == 0 ? Delete : Save,
                new { owner = owner.Id, id, conceptId, note, at = time.GetUtcNow() },
                cancellationToken: ct)),
            cancellationToken) > 0);
}
