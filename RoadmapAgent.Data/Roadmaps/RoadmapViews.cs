using System.Text.Json;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Creates the learner's views from the stored data.</summary>
internal static class RoadmapViews
{
    public static RoadmapView Create(RoadmapFacts facts)
    {
        var (framework, items, done) = (facts.Framework, facts.Items, facts.Done.ToHashSet(StringComparer.Ordinal));
        var byConcept = items.GroupBy(item => item.ConceptId, item => item.Status)
            .ToDictionary(concept => concept.Key, concept => Overall([.. concept]));
        var concepts = framework?.Concepts().ToList() ?? [];
        return new(
            facts.Id,
            facts.Goal,
            facts.Status,
            facts.Step,
            framework?.Title,
            framework?.Summary,
            framework?.TotalHours ?? 0,
            framework?.Weeks ?? 0,
            facts.Error,
            new(
                concepts.Count,
                byConcept.Values.Count(s => s == ContentStatus.Completed),
                byConcept.Values.Count(s => s is ContentStatus.Failed or ContentStatus.PartialFailure)),
            new(done.Count, byConcept.Count, facts.QuizAverage),
            facts.Round,
            facts.WaitingForReviewSince,
            facts.Score is { } score ? new(score.Overall(), score) : null,
            [.. framework?.Stages.Select(stage => Create(stage, byConcept, done)) ?? []],
            facts.CreatedAt,
            facts.EndedAt,
            facts.ConceptsAhead,
            facts.Reading);
    }

    public static ConceptView Create(
        Concept concept, IReadOnlyList<ItemContent> items, bool done, QuizResults results, string? note = null) => new(
        concept.Id,
        concept.Name,
        Overall([.. items.Select(item => item.Status)]),
        done,
        Content<Tutorial>(items, ContentKind.Tutorial),
        Content<List<LearningResource>>(items, ContentKind.Resources),
        Content<List<QuizQuestion>>(items, ContentKind.Quiz),
        results,
        note);

    /// <summary>Derives a concept's status from the statuses of its pieces.</summary>
    internal static ContentStatus Overall(IReadOnlyList<ContentStatus> pieces) =>
        pieces.Count == 0 || pieces.Contains(ContentStatus.Pending) ? ContentStatus.Pending
        : pieces.All(piece => piece == ContentStatus.Completed) ? ContentStatus.Completed
        : pieces.All(piece => piece == ContentStatus.Failed) ? ContentStatus.Failed
        : ContentStatus.PartialFailure;

    private static StageView Create(Stage stage, Dictionary<string, ContentStatus> status, HashSet<string> done) => new(
        stage.Title,
        stage.Description,
        [.. stage.Modules.Select(module => Create(module, status, done))]);

    private static ModuleView Create(Module module, Dictionary<string, ContentStatus> status, HashSet<string> done) => new(
        module.Title, module.Description, [.. module.Concepts.Select(concept => Create(concept, status, done))]);

    private static ConceptSummary Create(Concept concept, Dictionary<string, ContentStatus> status, HashSet<string> done) => new(
        concept.Id,
        concept.Name,
        concept.Description,
        concept.Hours,
        concept.Difficulty,
        concept.Prerequisites,
        status.GetValueOrDefault(concept.Id, ContentStatus.Pending),
        done.Contains(concept.Id));

    private static T? Content<T>(IReadOnlyList<ItemContent> items, ContentKind kind) where T : class =>
        items.FirstOrDefault(item => item.Kind == kind)?.Content is { ValueKind: not JsonValueKind.Null } content
            ? content.Deserialize<T>(StoredJson.Format)
            : null;
}
