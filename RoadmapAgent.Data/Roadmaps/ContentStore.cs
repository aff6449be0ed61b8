using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Stores the content of concepts; the last piece ends the roadmap.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class ContentStore(RoadmapStore roadmaps, RoadmapDatabase database, TimeProvider time)
{
    private const string Consumer = "content";

    /// <summary>
    /// Loads the work left for a concept; null if the roadmap does not exist or is not generating content. Two round trips.
    /// </summary>
    public async Task<ConceptWork?> LoadAsync(Guid roadmapId, string conceptId, CancellationToken cancellationToken)
    {
        var roadmap = await roadmaps.LoadAsync(roadmapId, cancellationToken);
        if (roadmap is not { State: { Status: RoadmapStatus.Processing, Step: WorkflowStep.ContentGeneration } })
        {
            return null;
        }

        const string Sql = "SELECT kind FROM roadmap.content_items WHERE roadmap_id = @roadmapId AND concept_id = @conceptId AND status = 'pending'";
        var kinds = await database.RunAsync(
            (connection, ct) => connection.QueryAsync<string>(new(Sql, new { roadmapId, conceptId }, cancellationToken: ct)),
            cancellationToken);
        return new(roadmap, [.. kinds.Select(DomainJson.Parse<ContentKind>).Order()]);
    }

    /// <summary>Stores the attempts at a concept's content, once per message. Six round trips.</summary>
    /// <returns>False for a duplicate.</returns>
    public Task<bool> SaveAsync(
        Guid messageId, Guid roadmapId, string conceptId, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken) =>
        database.WriteOnceAsync(messageId, Consumer, (unit, ct) => SaveAsync(unit, roadmapId, conceptId, attempts, ct), cancellationToken);

    private async Task SaveAsync(
        UnitOfWork unit, Guid roadmapId, string conceptId, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken)
    {
        // Lock the roadmap before its items. Otherwise two transactions that store the last items concurrently would each see the other's
        // item as pending, and neither would end the roadmap.
        const string Lock = "SELECT status, step, round, skip_review AS skipreview FROM roadmap.roadmaps WHERE id = @roadmapId FOR NO KEY UPDATE";
        var row = await unit.Connection.QuerySingleOrDefaultAsync<StateRow>(
            new(Lock, new { roadmapId }, unit.Transaction, cancellationToken: cancellationToken));
        if (row is null)
        {
            return;
        }

        var state = new WorkflowState(
            DomainJson.Parse<RoadmapStatus>(row.Status), DomainJson.Parse<WorkflowStep>(row.Step), row.Round, row.SkipReview);
        if (state is not { Status: RoadmapStatus.Processing, Step: WorkflowStep.ContentGeneration })
        {
            return;
        }

        var counts = await UpdateItemsAsync(unit, roadmapId, conceptId, attempts, cancellationToken);
        var next = RoadmapWorkflow.Decide(state, new ContentAttempted(counts.Pending, counts.Failed, counts.Total)) ?? state;
        var complete = attempts.All(attempt => attempt.Error is null);
        var progress = new ProgressView(counts.Concepts, counts.ConceptsCompleted, counts.ConceptsFailed);
        List<NewEvent> events = [ProgressEvents.OfConcept(conceptId, complete, progress)];
        string? error = null;
        if (next.Ended)
        {
            error = next.Status == RoadmapStatus.Completed
                ? null
                : $"{counts.Failed} of {counts.Total} pieces of content could not be written.";
            events.Add(ProgressEvents.OfState(next, error));
        }

        await RecordAsync(unit, roadmapId, next, error, events, cancellationToken);
    }

    private static async Task<Counts> UpdateItemsAsync(
        UnitOfWork unit, Guid roadmapId, string conceptId, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken)
    {
        const string Update = """
            UPDATE roadmap.content_items AS i
            SET status = CASE WHEN a.error IS NULL THEN 'completed' ELSE 'failed' END, content = a.content::jsonb, error = a.error, attempts = i.attempts + 1, updated_at = now()
            FROM unnest(@kinds, @contents, @errors) AS a(kind, content, error)
            WHERE i.roadmap_id = @roadmapId AND i.concept_id = @conceptId AND i.kind = a.kind AND i.status = 'pending'
            """;
        const string Count = """
            SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending, count(*) FILTER (WHERE status = 'failed')::int AS failed, count(*)::int AS total,
                   count(DISTINCT concept_id)::int AS concepts,
                   (count(DISTINCT concept_id) - count(DISTINCT concept_id) FILTER (WHERE status <> 'completed'))::int AS conceptscompleted,
                   count(DISTINCT concept_id) FILTER (WHERE status = 'failed')::int AS conceptsfailed
            FROM roadmap.content_items WHERE roadmap_id = @roadmapId
            """;
        await unit.Connection.ExecuteAsync(new(
            Update,
            new
            {
                roadmapId,
                conceptId,
                kinds = attempts.Select(attempt => DomainJson.Name(attempt.Kind)).ToArray(),
                contents = attempts.Select(attempt => attempt.Content).ToArray(),
                errors = attempts.Select(attempt => attempt.Error).ToArray(),
            },
            unit.Transaction,
            cancellationToken: cancellationToken));
        return await unit.Connection.QuerySingleAsync<Counts>(
            new(Count, new { roadmapId }, unit.Transaction, cancellationToken: cancellationToken));
    }

    private async Task RecordAsync(
        UnitOfWork unit, Guid roadmapId, WorkflowState next, string? error, List<NewEvent> events, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH changed AS (
              UPDATE roadmap.roadmaps SET
                status = @status, step = @step, error = @error, last_sequence = last_sequence + @count, updated_at = now(),
                version = version + CASE WHEN @ended THEN 1 ELSE 0 END, ended_at = CASE WHEN @ended THEN now() END
              WHERE id = @roadmapId
              RETURNING id, last_sequence)
            INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
            SELECT changed.id, changed.last_sequence - @count + e.ordinal, e.type, e.data::json, @at
            FROM changed CROSS JOIN unnest(@types, @datas) WITH ORDINALITY AS e(type, data, ordinal)
            RETURNING sequence
            """;
        var at = time.GetUtcNow();
        var sequences = (await unit.Connection.QueryAsync<long>(new(
            Sql,
            new
            {
                roadmapId,
                status = DomainJson.Name(next.Status),
                step = DomainJson.Name(next.Step),
                error,
                next.Ended,
                count = events.Count,
                types = events.Select(e => e.Type).ToArray(),
                datas = events.Select(e => e.Data).ToArray(),
                at,
            },
            unit.Transaction,
            cancellationToken: cancellationToken))).Order().ToList();
        foreach (var (sequence, happened) in sequences.Zip(events))
        {
            unit.Publish(new ProgressRecorded(roadmapId, sequence, happened.Type, happened.Data, at));
        }
    }

    private sealed record StateRow(string Status, string Step, int Round, bool SkipReview);

    private sealed record Counts(int Pending, int Failed, int Total, int Concepts, int ConceptsCompleted, int ConceptsFailed);
}
