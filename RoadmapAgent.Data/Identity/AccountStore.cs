using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Identity;

/// <summary>Reads, deletes and takes over everything that belongs to an owner.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class AccountStore(RoadmapDatabase database, TimeProvider time)
{
    // A transaction's locks are held for the deletion of that many roadmaps, each with hundreds of rows.
    private const int RoadmapsPerTransaction = 20;

    /// <summary>
    /// Reads everything that is stored about the owner's next roadmap, deleted ones that can be restored included. One round trip; nothing
    /// is held between two calls.
    /// </summary>
    /// <param name="owner">The owner.</param>
    /// <param name="after">The roadmap before; <see cref="Guid.Empty"/> for the first one.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The roadmap and a JSON object; null after the last one.</returns>
    public async Task<(Guid Id, string Json)?> ReadNextAsync(Owner owner, Guid after, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.id, jsonb_build_object(
              'id', r.id, 'request', r.request, 'status', r.status, 'step', r.step, 'round', r.round, 'skipReview', r.skip_review,
              'feedback', r.feedback, 'intent', r.intent, 'plan', r.framework, 'score', r.score, 'error', r.error,
              'createdAt', r.created_at, 'updatedAt', r.updated_at, 'endedAt', r.ended_at, 'deletedAt', own.deleted_at,
              'content', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'conceptId', i.concept_id, 'kind', i.kind, 'status', i.status, 'content', i.content, 'error', i.error,
                  'updatedAt', i.updated_at) ORDER BY i.concept_id, i.kind), '[]')
                FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id),
              'reviews', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'round', v.round, 'approved', v.approved, 'feedback', v.feedback, 'answers', v.answers, 'plan', v.framework,
                  'at', v.at) ORDER BY v.round), '[]')
                FROM roadmap.reviews AS v WHERE v.roadmap_id = r.id),
              'done', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object('conceptId', p.concept_id, 'at', p.done_at) ORDER BY p.done_at), '[]')
                FROM roadmap.concept_progress AS p WHERE p.roadmap_id = r.id),
              'notes', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'conceptId', n.concept_id, 'note', n.note, 'updatedAt', n.updated_at) ORDER BY n.concept_id), '[]')
                FROM roadmap.notes AS n WHERE n.roadmap_id = r.id),
              'quizAttempts', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'conceptId', q.concept_id, 'answers', q.answers, 'correct', q.correct, 'total', q.total, 'at', q.at) ORDER BY q.id), '[]')
                FROM roadmap.quiz_attempts AS q WHERE q.roadmap_id = r.id),
              'missedQuestions', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'conceptId', c.concept_id, 'question', c.question, 'intervalDays', c.interval_days, 'ease', c.ease,
                  'dueAt', c.due_at) ORDER BY c.due_at, c.id), '[]')
                FROM roadmap.cards AS c WHERE c.roadmap_id = r.id),
              'events', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'sequence', e.sequence, 'type', e.type, 'data', e.data, 'at', e.at) ORDER BY e.sequence), '[]')
                FROM roadmap.events AS e WHERE e.roadmap_id = r.id),
              'log', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                  'conceptId', l.concept_id, 'severity', l.severity, 'category', l.category, 'step', l.step, 'message', l.message,
                  'durationMs', l.duration_ms, 'at', l.at) ORDER BY l.at, l.id), '[]')
                FROM roadmap.execution_logs AS l WHERE l.roadmap_id = r.id))::text AS json
            FROM (
              SELECT id, NULL::timestamptz AS deleted_at FROM roadmap.roadmaps WHERE owner = @owner AND id > @after
              UNION ALL
              SELECT roadmap_id, deleted_at FROM roadmap.trash WHERE owner = @owner AND roadmap_id > @after
              ORDER BY id LIMIT 1) AS own
            JOIN roadmap.roadmaps AS r ON r.id = own.id
            """;
        return await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<(Guid Id, string Json)?>(
                new(Sql, new { owner = owner.Id, after }, cancellationToken: ct)),
            cancellationToken);
    }

    /// <summary>
    /// Deletes the owner's roadmaps with all their data for good, those in the trash included, some at a time; one that is created
    /// meanwhile is deleted as well. After a failure it can be repeated.
    /// </summary>
    /// <returns>The number of deleted roadmaps.</returns>
    public async Task<int> DeleteAsync(Owner owner, CancellationToken cancellationToken)
    {
        var deleted = 0;
        int last;
        do
        {
            last = await database.WriteAsync((unit, ct) => DeleteSomeAsync(unit, owner, ct), cancellationToken);
            deleted += last;
        }
        while (last > 0);

        return deleted;
    }

    /// <summary>Assigns the roadmaps without an owner to this one. One round trip.</summary>
    /// <returns>The number of these roadmaps.</returns>
    public Task<int> ClaimAsync(Owner owner, CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE roadmap.roadmaps SET owner = @owner WHERE owner IS NULL";
        return database.RunAsync(
            (connection, ct) => connection.ExecuteAsync(new(Sql, new { owner = owner.Id }, cancellationToken: ct)), cancellationToken);
    }

    private async Task<int> DeleteSomeAsync(UnitOfWork unit, Owner owner, CancellationToken cancellationToken)
    {
        // Locked in one order, as by everybody who deletes several.
        const string Sql = """
            WITH batch AS MATERIALIZED (
              SELECT r.id FROM roadmap.roadmaps AS r
              JOIN (
                SELECT id FROM roadmap.roadmaps WHERE owner = @owner
                UNION ALL
                SELECT roadmap_id FROM roadmap.trash WHERE owner = @owner) AS own ON own.id = r.id
              ORDER BY r.id LIMIT @limit FOR UPDATE OF r)
            DELETE FROM roadmap.roadmaps AS r USING batch AS b WHERE r.id = b.id RETURNING r.id, r.last_sequence
            """;
        var roadmaps = (await unit.Connection.QueryAsync<(Guid Id, long LastSequence)>(
            new(
                Sql,
                new { owner = owner.Id, limit = RoadmapsPerTransaction },
                unit.Transaction,
                cancellationToken: cancellationToken))).ToList();
        foreach (var (id, sequence) in roadmaps)
        {
            unit.Publish(new ProgressRecorded(id, sequence + 1, ProgressEvents.Deleted, "{}", time.GetUtcNow()));
        }

        return roadmaps.Count;
    }
}
