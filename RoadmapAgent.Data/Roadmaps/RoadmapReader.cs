using System.Text.Json;
using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// Reads roadmaps for their owners; those of others do not exist for them. Every method takes one round trip, and computes no more than a
/// tag if the reader knows the rest.
/// </summary>
/// <param name="database">The database.</param>
public sealed class RoadmapReader(RoadmapDatabase database)
{
    internal const string WaitingSince = "CASE WHEN r.status = 'human_review_pending' THEN r.updated_at END";

    // Messages are handled in the order in which the content became pending. Counted up to a limit: the place of somebody far behind is not
    // worth a long query on every look.
    private const string ConceptsAhead = """
        CASE WHEN r.status IN ('pending', 'processing') THEN (
          SELECT count(*)::int FROM (
            SELECT FROM roadmap.roadmaps AS o JOIN roadmap.content_items AS w ON w.roadmap_id = o.id
            WHERE o.step = 'content_generation' AND o.held_commands IS NULL AND o.id <> r.id
              AND w.status = 'pending' AND w.kind = 'tutorial' AND w.updated_at < COALESCE(
                (SELECT min(m.updated_at) FROM roadmap.content_items AS m WHERE m.roadmap_id = r.id AND m.status = 'pending'), 'infinity')
            LIMIT 500) AS ahead) END
        """;

    private const string Statuses = "jsonb_build_object('conceptId', i.concept_id, 'status', i.status)";

    private const string Pieces = "jsonb_build_object('conceptId', i.concept_id, 'kind', i.kind, 'status', i.status, 'content', i.content)";

    // A roadmap in progress has none: its place among the others changes without it.
    private const string PlacedTag = $"CASE WHEN r.status NOT IN ('pending', 'processing') THEN {RoadmapTag.Sql} END";

    private const string BeforeTag = "SELECT t.tag, v.* FROM roadmap.roadmaps AS r CROSS JOIN LATERAL (SELECT ";

    // OFFSET 0: computed once.
    private const string BeforeItems = $"""
         AS tag OFFSET 0) AS t
        LEFT JOIN LATERAL (
          SELECT r.request ->> 'goal' AS goal, r.status, r.step, r.round, r.framework::text AS framework, r.error,
                 r.created_at AS createdat, r.ended_at AS endedat,
                 {WaitingSince} AS waitingsince, {ConceptsAhead} AS conceptsahead, r.score::text AS score,
                 (r.intent -> 'reading')::text AS reading,
        """;

    private const string NoNotes = " NULL::text AS notes, ";

    private const string Notes = """
         (SELECT jsonb_object_agg(n.concept_id, n.note)::text FROM roadmap.notes AS n WHERE n.roadmap_id = r.id) AS notes,
        """;

    private const string Items = " (SELECT jsonb_agg(";

    private const string AfterItems = $"""
        )::text FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id) AS items,
                 (SELECT jsonb_agg(p.concept_id)::text FROM roadmap.concept_progress AS p WHERE p.roadmap_id = r.id) AS done,
                 (SELECT avg(best) FROM (
                   SELECT max(correct::float8 / total) AS best FROM roadmap.quiz_attempts AS q
                   WHERE q.roadmap_id = r.id GROUP BY q.concept_id) AS bests) AS quizaverage
          WHERE {RoadmapTag.IsNews}) AS v ON true
        WHERE r.id = @id AND r.owner = @owner
        """;

    /// <summary>Reads a roadmap; null if there is none.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The roadmap.</param>
    /// <param name="known">The tags that the reader has.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Tagged<RoadmapView>?> FindAsync(Owner owner, Guid id, string[] known, CancellationToken cancellationToken)
    {
        const string Sql = $"{BeforeTag}{PlacedTag}{BeforeItems}{NoNotes}{Items}{Statuses}{AfterItems}";
        var row = await FindAsync<RoadmapRow>(Sql, new { owner = owner.Id, id, known }, cancellationToken);
        return row is null ? null : new(row.Tag, row.Goal is null ? null : View(id, row, FromJson<List<ItemStatus>>(row.Items) ?? []));
    }

    /// <summary>Reads a concept with its content; null if there is none.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The roadmap.</param>
    /// <param name="conceptId">The concept.</param>
    /// <param name="known">The tags that the reader has.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Tagged<ConceptView>?> FindConceptAsync(
        Owner owner, Guid id, string conceptId, string[] known, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT t.tag, v.* FROM roadmap.roadmaps AS r CROSS JOIN LATERAL (SELECT {RoadmapTag.Sql} AS tag OFFSET 0) AS t
            LEFT JOIN LATERAL (
              SELECT r.framework::text AS framework,
                     (SELECT jsonb_agg({Pieces})::text
                      FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id AND i.concept_id = @conceptId) AS items,
                     EXISTS (
                       SELECT FROM roadmap.concept_progress AS p WHERE p.roadmap_id = r.id AND p.concept_id = @conceptId) AS done,
                     (SELECT jsonb_agg(q.correct::float8 / q.total ORDER BY q.id)::text
                      FROM roadmap.quiz_attempts AS q WHERE q.roadmap_id = r.id AND q.concept_id = @conceptId) AS scores,
                     (SELECT n.note FROM roadmap.notes AS n WHERE n.roadmap_id = r.id AND n.concept_id = @conceptId) AS note
              WHERE {RoadmapTag.IsNews}) AS v ON true
            WHERE r.id = @id AND r.owner = @owner AND r.framework IS NOT NULL
            """;
        var row = await FindAsync<ConceptRow>(Sql, new { owner = owner.Id, id, conceptId, known }, cancellationToken);
        if (row is null or { Framework: null })
        {
            return row is null ? null : new(row.Tag, null);
        }

        var concept = FromJson<Framework>(row.Framework)!.Concepts().FirstOrDefault(c => c.Id == conceptId);
        return concept is null ? null : new(row.Tag, RoadmapViews.Create(
            concept,
            FromJson<List<ItemContent>>(row.Items) ?? [],
            row.Done ?? false,
            FromJson<List<double>>(row.Scores) is { Count: > 0 } scores
                ? new(scores.Count, scores.Max(), scores[^1])
                : new(0, null, null),
            row.Note));
    }

    /// <summary>Reads a concept's tutorial as Markdown; null if it is not written.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The roadmap.</param>
    /// <param name="conceptId">The concept.</param>
    /// <param name="known">The tags that the reader has.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Tagged<string>?> FindTutorialAsync(
        Owner owner, Guid id, string conceptId, string[] known, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT t.tag, v.* FROM roadmap.roadmaps AS r CROSS JOIN LATERAL (SELECT {RoadmapTag.Sql} AS tag OFFSET 0) AS t
            JOIN roadmap.content_items AS i ON i.roadmap_id = r.id
            LEFT JOIN LATERAL (SELECT i.content ->> 'markdown' AS markdown WHERE {RoadmapTag.IsNews}) AS v ON true
            WHERE r.id = @id AND r.owner = @owner AND i.concept_id = @conceptId AND i.kind = 'tutorial' AND i.status = 'completed'
            """;
        var row = await FindAsync<TutorialRow>(Sql, new { owner = owner.Id, id, conceptId, known }, cancellationToken);
        return row is null ? null : new(row.Tag, row.Markdown);
    }

    /// <summary>Reads a roadmap with the content of all its concepts in learning order; null if there is none.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The roadmap.</param>
    /// <param name="known">The tags that the reader has.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Tagged<WholeRoadmap>?> ReadAllAsync(Owner owner, Guid id, string[] known, CancellationToken cancellationToken)
    {
        const string Sql = $"{BeforeTag}{RoadmapTag.Sql}{BeforeItems}{Notes}{Items}{Pieces}{AfterItems}";
        var row = await FindAsync<RoadmapRow>(Sql, new { owner = owner.Id, id, known }, cancellationToken);
        if (row is null or { Goal: null })
        {
            return row is null ? null : new(row.Tag, null);
        }

        var items = FromJson<List<ItemContent>>(row.Items) ?? [];
        var byConcept = items.ToLookup(item => item.ConceptId, StringComparer.Ordinal);
        var notes = FromJson<Dictionary<string, string>>(row.Notes) ?? [];
        var concepts = FromJson<Framework>(row.Framework)?.Concepts() ?? [];
        return new(row.Tag, new(
            View(id, row, [.. items.Select(item => new ItemStatus(item.ConceptId, item.Status))]),
            [
                .. concepts.Select(concept => RoadmapViews.Create(
                    concept, [.. byConcept[concept.Id]], done: false, new(0, null, null), notes.GetValueOrDefault(concept.Id))),
            ]));
    }

    /// <summary>Reads the state of the review and the changes since the plan was last rejected; null if there is no such roadmap.</summary>
    public async Task<ReviewView?> FindReviewAsync(Owner owner, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT r.round, {WaitingSince} AS waitingsince, r.framework::text AS framework, v.framework::text AS refused, v.feedback,
                   v.answers::text AS answers
            FROM roadmap.roadmaps AS r
            LEFT JOIN LATERAL (
              SELECT framework, feedback, answers FROM roadmap.reviews
              WHERE roadmap_id = r.id AND NOT approved ORDER BY round DESC LIMIT 1) AS v ON true
            WHERE r.id = @id AND r.owner = @owner
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<ReviewRow>(
                new(Sql, new { owner = owner.Id, id }, cancellationToken: ct)),
            cancellationToken);
        return row is null ? null : new(
            row.Round,
            Utc(row.WaitingSince),
            row.Feedback,
            FromJson<List<FeedbackAnswer>>(row.Answers) ?? [],
            row.Refused is null ? [] : PlanDiff.Compare(FromJson<Framework>(row.Refused)!, FromJson<Framework>(row.Framework)!));
    }

    private Task<T?> FindAsync<T>(string sql, object parameters, CancellationToken cancellationToken) where T : class => database.RunAsync(
        (connection, ct) => connection.QuerySingleOrDefaultAsync<T>(new(sql, parameters, cancellationToken: ct)), cancellationToken);

    private static RoadmapView View(Guid id, RoadmapRow row, IReadOnlyList<ItemStatus> items) => RoadmapViews.Create(new(
        id,
        row.Goal!,
        DomainJson.Parse<RoadmapStatus>(row.Status!),
        DomainJson.Parse<WorkflowStep>(row.Step!),
        row.Round!.Value,
        FromJson<Framework>(row.Framework),
        row.Error,
        items,
        FromJson<List<string>>(row.Done) ?? [],
        row.QuizAverage,
        Utc(row.WaitingSince),
        FromJson<CurriculumScore>(row.Score),
        Utc(row.CreatedAt!.Value),
        Utc(row.EndedAt),
        row.ConceptsAhead,
        FromJson<GoalReading>(row.Reading)));

    private static T? FromJson<T>(string? json) where T : class =>
        json is null ? null : JsonSerializer.Deserialize<T>(json, StoredJson.Format);

    internal static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    internal static DateTimeOffset? Utc(DateTime? time) => time is { } at ? Utc(at) : null;

    // Nothing but the tag if the reader knows it.
    private sealed record RoadmapRow(
        string? Tag,
        string? Goal,
        string? Status,
        string? Step,
        int? Round,
        string? Framework,
        string? Error,
        DateTime? CreatedAt,
        DateTime? EndedAt,
        DateTime? WaitingSince,
        int? ConceptsAhead,
        string? Score,
        string? Reading,
        string? Notes,
        string? Items,
        string? Done,
        double? QuizAverage);

    private sealed record ConceptRow(string Tag, string? Framework, string? Items, bool? Done, string? Scores, string? Note);

    private sealed record TutorialRow(string Tag, string? Markdown);

    private sealed record ReviewRow(
        int Round, DateTime? WaitingSince, string? Framework, string? Refused, string? Feedback, string? Answers);
}
