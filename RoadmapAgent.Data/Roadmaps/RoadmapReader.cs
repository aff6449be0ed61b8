using System.Text.Json;
using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Reads roadmaps for their learners. Every method takes one round trip, except <see cref="ReadAllAsync"/> (two).</summary>
/// <param name="database">The database.</param>
public sealed class RoadmapReader(RoadmapDatabase database)
{
    private const string WaitingSince = "CASE WHEN r.status = 'human_review_pending' THEN r.updated_at END";

    // Messages are handled in the order in which the content became pending. Counted up to a limit: the place of somebody far behind is not
    // worth a long query on every look.
    private const string ConceptsAhead = """
        CASE WHEN r.status IN ('pending', 'processing') THEN (
          SELECT count(*)::int FROM (
            SELECT FROM roadmap.roadmaps AS o JOIN roadmap.content_items AS w ON w.roadmap_id = o.id
            WHERE o.step = 'content_generation' AND o.id <> r.id AND w.status = 'pending' AND w.kind = 'tutorial'
              AND w.updated_at < COALESCE(
                (SELECT min(m.updated_at) FROM roadmap.content_items AS m WHERE m.roadmap_id = r.id AND m.status = 'pending'), 'infinity')
            LIMIT 500) AS ahead) END
        """;

    /// <summary>Reads a roadmap; null if there is none.</summary>
    public async Task<RoadmapView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT r.request ->> 'goal' AS goal, r.status, r.step, r.round, r.framework::text AS framework, r.error,
                   r.created_at AS createdat, r.ended_at AS endedat,
                   {WaitingSince} AS waitingsince, {ConceptsAhead} AS conceptsahead, r.score::text AS score,
                   (SELECT jsonb_agg(jsonb_build_object('conceptId', i.concept_id, 'status', i.status))::text
                    FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id) AS items,
                   (SELECT jsonb_agg(p.concept_id)::text FROM roadmap.concept_progress AS p WHERE p.roadmap_id = r.id) AS done,
                   (SELECT avg(best) FROM (
                     SELECT max(correct::float8 / total) AS best FROM roadmap.quiz_attempts AS q
                     WHERE q.roadmap_id = r.id GROUP BY q.concept_id) AS bests) AS quizaverage
            FROM roadmap.roadmaps AS r WHERE r.id = @id
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<RoadmapRow>(new(Sql, new { id }, cancellationToken: ct)),
            cancellationToken);
        return row is null ? null : RoadmapViews.Create(new(
            id,
            row.Goal,
            DomainJson.Parse<RoadmapStatus>(row.Status),
            DomainJson.Parse<WorkflowStep>(row.Step),
            row.Round,
            FromJson<Framework>(row.Framework),
            row.Error,
            FromJson<List<ItemStatus>>(row.Items) ?? [],
            FromJson<List<string>>(row.Done) ?? [],
            row.QuizAverage,
            Utc(row.WaitingSince),
            FromJson<CurriculumScore>(row.Score),
            Utc(row.CreatedAt),
            Utc(row.EndedAt),
            row.ConceptsAhead));
    }

    /// <summary>Reads a concept with its content; null if there is none.</summary>
    public async Task<ConceptView?> FindConceptAsync(Guid id, string conceptId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.framework::text AS framework,
                   (SELECT jsonb_agg(jsonb_build_object(
                      'conceptId', i.concept_id, 'kind', i.kind, 'status', i.status, 'content', i.content))::text
                    FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id AND i.concept_id = @conceptId) AS items,
                   EXISTS (SELECT FROM roadmap.concept_progress AS p WHERE p.roadmap_id = r.id AND p.concept_id = @conceptId) AS done,
                   (SELECT jsonb_agg(q.correct::float8 / q.total ORDER BY q.id)::text
                    FROM roadmap.quiz_attempts AS q WHERE q.roadmap_id = r.id AND q.concept_id = @conceptId) AS scores
            FROM roadmap.roadmaps AS r WHERE r.id = @id AND r.framework IS NOT NULL
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<ConceptRow>(new(Sql, new { id, conceptId }, cancellationToken: ct)),
            cancellationToken);
        var concept = FromJson<Framework>(row?.Framework)?.Concepts().FirstOrDefault(c => c.Id == conceptId);
        return concept is null ? null : RoadmapViews.Create(
            concept,
            FromJson<List<ItemContent>>(row!.Items) ?? [],
            row.Done,
            FromJson<List<double>>(row.Scores) is { Count: > 0 } scores ? new(scores.Count, scores.Max(), scores[^1]) : new(0, null, null));
    }

    /// <summary>Reads a concept's tutorial as HTML and as Markdown; null if it is not written. One round trip.</summary>
    /// <returns>The HTML, null if it was stored before there was any, and the Markdown.</returns>
    public async Task<(string? Html, string Markdown)?> FindTutorialAsync(Guid id, string conceptId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT html, content->>'markdown' AS markdown FROM roadmap.content_items
            WHERE roadmap_id = @id AND concept_id = @conceptId AND kind = 'tutorial' AND status = 'completed'
            """;
        return await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<(string?, string)?>(
                new(Sql, new { id, conceptId }, cancellationToken: ct)),
            cancellationToken);
    }

    /// <summary>Reads a roadmap with the content of all its concepts in learning order; null if there is none.</summary>
    public async Task<(RoadmapView Roadmap, IReadOnlyList<ConceptView> Concepts)?> ReadAllAsync(
        Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } roadmap)
        {
            return null;
        }

        const string Sql = """
            SELECT r.framework::text AS framework,
                   (SELECT jsonb_agg(jsonb_build_object(
                      'conceptId', i.concept_id, 'kind', i.kind, 'status', i.status, 'content', i.content))::text
                    FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id) AS items
            FROM roadmap.roadmaps AS r WHERE r.id = @id
            """;
        var (framework, json) = await database.RunAsync(
            (connection, ct) =>
                connection.QuerySingleOrDefaultAsync<(string? Framework, string? Items)>(new(Sql, new { id }, cancellationToken: ct)),
            cancellationToken);
        var items = (FromJson<List<ItemContent>>(json) ?? []).ToLookup(item => item.ConceptId, StringComparer.Ordinal);
        var concepts = FromJson<Framework>(framework)?.Concepts() ?? [];
        return (
            roadmap,
            [.. concepts.Select(concept => RoadmapViews.Create(concept, [.. items[concept.Id]], done: false, new(0, null, null)))]);
    }

    /// <summary>Reads roadmaps, newest first.</summary>
    /// <param name="after">The last roadmap of the previous page; null for the first page.</param>
    /// <param name="limit">The maximum number of roadmaps.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Page<RoadmapListItem>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken)
    {
        // Ids are time-ordered, so they serve as the sort order and as the key of the next page.
        const string Sql = $"""
            SELECT r.id, r.request ->> 'goal' AS goal, r.framework ->> 'title' AS title, r.status, r.step,
                   COALESCE((r.framework ->> 'totalHours')::float8, 0) AS totalhours, COALESCE((r.framework ->> 'weeks')::int, 0) AS weeks,
                   {WaitingSince} AS waitingsince, r.created_at AS createdat, r.ended_at AS endedat,
                   count(c.concept_id)::int AS concepts,
                   count(*) FILTER (WHERE c.pending = 0 AND c.failed = 0)::int AS completed,
                   count(*) FILTER (WHERE c.pending = 0 AND c.failed > 0)::int AS failed
            FROM (SELECT * FROM roadmap.roadmaps WHERE @after::uuid IS NULL OR id < @after ORDER BY id DESC LIMIT @limit + 1) AS r
            LEFT JOIN LATERAL (
              SELECT i.concept_id, count(*) FILTER (WHERE i.status = 'pending') AS pending,
                     count(*) FILTER (WHERE i.status = 'failed') AS failed
              FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id GROUP BY i.concept_id) AS c ON true
            GROUP BY r.id, r.request, r.framework, r.status, r.step, r.updated_at, r.created_at, r.ended_at
            ORDER BY r.id DESC
            """;
        var rows = (await database.RunAsync(
            (connection, ct) => connection.QueryAsync<ListRow>(new(Sql, new { after, limit }, cancellationToken: ct)),
            cancellationToken)).ToList();
        var items = rows.Take(limit).Select(row => new RoadmapListItem(
            row.Id,
            row.Goal,
            row.Title,
            DomainJson.Parse<RoadmapStatus>(row.Status),
            DomainJson.Parse<WorkflowStep>(row.Step),
            row.TotalHours,
            row.Weeks,
            new(row.Concepts, row.Completed, row.Failed),
            Utc(row.WaitingSince),
            Utc(row.CreatedAt),
            Utc(row.EndedAt))).ToList();
        return new(items, rows.Count > limit ? items[^1].Id.ToString() : null);
    }

    /// <summary>Reads the state of the review and the changes since the plan was last rejected; null if there is no such roadmap.</summary>
    public async Task<ReviewView?> FindReviewAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT r.round, {WaitingSince} AS waitingsince, r.framework::text AS framework, v.framework::text AS refused, v.feedback
            FROM roadmap.roadmaps AS r
            LEFT JOIN LATERAL (
              SELECT framework, feedback FROM roadmap.reviews
              WHERE roadmap_id = r.id AND NOT approved ORDER BY round DESC LIMIT 1) AS v ON true
            WHERE r.id = @id
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<ReviewRow>(new(Sql, new { id }, cancellationToken: ct)),
            cancellationToken);
        return row is null ? null : new(
            row.Round,
            Utc(row.WaitingSince),
            row.Feedback,
            row.Refused is null ? [] : PlanDiff.Compare(FromJson<Framework>(row.Refused)!, FromJson<Framework>(row.Framework)!));
    }

    private static T? FromJson<T>(string? json) where T : class =>
        json is null ? null : JsonSerializer.Deserialize<T>(json, DomainJson.Options);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static DateTimeOffset? Utc(DateTime? time) => time is { } at ? Utc(at) : null;

    private sealed record RoadmapRow(
        string Goal,
        string Status,
        string Step,
        int Round,
        string? Framework,
        string? Error,
        DateTime CreatedAt,
        DateTime? EndedAt,
        DateTime? WaitingSince,
        int? ConceptsAhead,
        string? Score,
        string? Items,
        string? Done,
        double? QuizAverage);

    private sealed record ConceptRow(string Framework, string? Items, bool Done, string? Scores);

    private sealed record ListRow(
        Guid Id,
        string Goal,
        string? Title,
        string Status,
        string Step,
        double TotalHours,
        int Weeks,
        DateTime? WaitingSince,
        DateTime CreatedAt,
        DateTime? EndedAt,
        int Concepts,
        int Completed,
        int Failed);

    private sealed record ReviewRow(int Round, DateTime? WaitingSince, string? Framework, string? Refused, string? Feedback);
}
