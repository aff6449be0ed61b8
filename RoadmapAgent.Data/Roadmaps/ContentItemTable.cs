using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The table <c>roadmap.content_items</c> as the workflow changes it, with the roadmap's row locked.</summary>
internal static class ContentItemTable
{
    private static readonly string[] Kinds = [.. Enum.GetValues<ContentKind>().Select(DomainJson.Name)];

    /// <summary>Adds what makes the content pending that a decision sends commands for.</summary>
    public static void Prepare(UnitOfWork unit, Decision decision)
    {
        var id = decision.State.RoadmapId;
        switch (decision.Happened)
        {
            case StructureValidated or ReviewDecided when decision.State.GeneratesContent:
                Create(unit, id, [.. decision.Commands.Select(command => ((GenerateConcept)command.Message).ConceptId)]);
                break;
            case RetryRequested:
                ResetFailed(unit, id);
                break;
            case RegenerationRequested wish:
                Reset(unit, id, wish);
                break;
        }
    }

    /// <summary>Stores the attempts at a concept's content and counts what the roadmap has now. One round trip.</summary>
    public static async Task<ContentAttempted> SaveAsync(
        UnitOfWork unit, Guid roadmapId, string conceptId, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE roadmap.content_items AS i
            SET status = CASE WHEN a.error IS NULL THEN 'completed' ELSE 'failed' END, content = a.content::jsonb, html = a.html,
                error = a.error, attempts = i.attempts + 1, updated_at = now()
            FROM unnest(@kinds, @contents, @htmls, @errors) AS a(kind, content, html, error)
            WHERE i.roadmap_id = @roadmapId AND i.concept_id = @conceptId AND i.kind = a.kind AND i.status = 'pending';

            SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending, count(*) FILTER (WHERE status = 'failed')::int AS failed,
                   count(*)::int AS total, count(DISTINCT concept_id)::int AS concepts,
                   (count(DISTINCT concept_id) - count(DISTINCT concept_id) FILTER (WHERE status <> 'completed'))::int AS conceptscompleted,
                   count(DISTINCT concept_id) FILTER (WHERE status = 'failed')::int AS conceptsfailed
            FROM roadmap.content_items WHERE roadmap_id = @roadmapId
            """;
        var counts = await unit.Connection.QuerySingleAsync<Counts>(new(
            Sql,
            new
            {
                roadmapId,
                conceptId,
                kinds = attempts.Select(attempt => DomainJson.Name(attempt.Kind)).ToArray(),
                contents = attempts.Select(attempt => attempt.Content).ToArray(),
                htmls = attempts.Select(attempt => attempt.Html).ToArray(),
                errors = attempts.Select(attempt => attempt.Error).ToArray(),
            },
            unit.Transaction,
            cancellationToken: cancellationToken));
        return new(
            conceptId,
            attempts.All(attempt => attempt.Error is null),
            new(counts.Concepts, counts.ConceptsCompleted, counts.ConceptsFailed),
            counts.Pending,
            counts.Failed,
            counts.Total);
    }

    private static void Create(UnitOfWork unit, Guid roadmapId, string[] concepts) => unit.Add(
        """
        INSERT INTO roadmap.content_items (roadmap_id, concept_id, kind)
        SELECT @roadmapId, concept_id, kind FROM unnest(@concepts) AS concept_id CROSS JOIN unnest(@kinds) AS kind
        """,
        ("roadmapId", roadmapId),
        ("concepts", concepts),
        ("kinds", Kinds));

    private static void ResetFailed(UnitOfWork unit, Guid roadmapId) => unit.Add(
        """
        UPDATE roadmap.content_items SET status = 'pending', error = NULL, updated_at = now()
        WHERE roadmap_id = @roadmapId AND status = 'failed'
        """,
        ("roadmapId", roadmapId));

    private static void Reset(UnitOfWork unit, Guid roadmapId, RegenerationRequested piece) => unit.Add(
        """
        UPDATE roadmap.content_items SET status = 'pending', content = NULL, html = NULL, error = NULL, updated_at = now()
        WHERE roadmap_id = @roadmapId AND concept_id = @conceptId AND kind = @kind
        """,
        ("roadmapId", roadmapId),
        ("conceptId", piece.ConceptId),
        ("kind", DomainJson.Name(piece.Kind)));

    private sealed record Counts(int Pending, int Failed, int Total, int Concepts, int ConceptsCompleted, int ConceptsFailed);
}
