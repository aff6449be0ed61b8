using System.Text.Json;
using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>Roadmaps whose content can be stored, and that content, as the catalog writes both.</summary>
/// <param name="Plan">The plan of each.</param>
/// <param name="Content">The content of each concept.</param>
internal sealed record SavedRoadmaps(Framework Plan, IReadOnlyList<ContentAttempt> Content)
{
    private static readonly RoadmapRequest Request = new("Become a .NET backend developer", Level.Beginner, 10, [], SkipReview: true);

    public static async Task<SavedRoadmaps> CreateAsync(CancellationToken cancellationToken)
    {
        var author = new CatalogAuthor();
        var plan = await author.DesignCurriculumAsync(
            Request, await author.AnalyzeIntentAsync(Request, cancellationToken), cancellationToken);
        var (stage, module) = (plan.Stages[0], plan.Stages[0].Modules[0]);
        var brief = new ConceptBrief(Guid.Empty, Request, plan.Title, stage.Title, module.Title, module.Concepts[0], []);
        var tutorial = await author.WriteTutorialAsync(brief, cancellationToken);
        return new(
            plan,
            [
                new(ContentKind.Tutorial, Json(tutorial), Error: null),
                new(ContentKind.Resources, Json(await author.RecommendResourcesAsync(brief, cancellationToken)), Error: null),
                new(ContentKind.Quiz, Json(await author.WriteQuizAsync(brief, cancellationToken)), Error: null),
            ]);
    }

    /// <summary>Adds roadmaps whose content is missing; returns their ids.</summary>
    public async Task<Guid[]> AddAsync(BenchFleet fleet, int count, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH ids AS (SELECT * FROM unnest($1) AS id),
            added AS (
                INSERT INTO roadmap.roadmaps (id, request, status, step, skip_review, framework)
                SELECT id, $2::jsonb, 'processing', 'content_generation', true, $3::jsonb FROM ids),
            items AS (
                INSERT INTO roadmap.content_items (roadmap_id, concept_id, kind)
                SELECT id, concept, kind FROM ids, unnest($4) AS concept, unnest(ARRAY['tutorial', 'resources', 'quiz']) AS kind)
            SELECT count(*) FROM ids
            """;
        Guid[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        await fleet.ReadAsync<long>(
            Sql, cancellationToken, ids, Json(Request), Json(Plan), Plan.Concepts().Select(concept => concept.Id).ToArray());
        return ids;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);
}
