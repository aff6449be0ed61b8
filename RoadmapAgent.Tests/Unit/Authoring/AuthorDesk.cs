using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

/// <summary>Synchronous access to the catalog author, whose tasks complete immediately.</summary>
internal static class AuthorDesk
{
    private static readonly CatalogAuthor Author = new();

    public static Intent Intent(RoadmapRequest request) => Result(Author.AnalyzeIntentAsync(request, CancellationToken.None));

    public static Framework Plan(RoadmapRequest request) =>
        Result(Author.DesignCurriculumAsync(request, Intent(request), CancellationToken.None));

    public static CurriculumScore? Score(RoadmapRequest request, Framework plan) =>
        Result(Author.ScoreAsync(request, plan, CancellationToken.None));

    public static EditPlan PlanEdit(RoadmapRequest request, Framework plan, params string[] findings) =>
        Result(Author.PlanEditAsync(request, plan, findings, CancellationToken.None));

    public static Framework Edit(RoadmapRequest request, Framework plan, EditPlan edits) =>
        Result(Author.EditAsync(request, plan, edits, CancellationToken.None)).Plan;

    public static IReadOnlyList<FeedbackAnswer> Answers(RoadmapRequest request, Framework plan, string feedback) =>
        Result(Author.EditAsync(request, plan, PlanEdit(request, plan, feedback), CancellationToken.None)).Answers;

    public static Framework Edit(RoadmapRequest request, Framework plan, params string[] findings) =>
        Edit(request, plan, PlanEdit(request, plan, findings));

    public static Tutorial Tutorial(ConceptBrief brief) => Result(Author.WriteTutorialAsync(brief, CancellationToken.None));

    public static IReadOnlyList<LearningResource> Resources(ConceptBrief brief) =>
        Result(Author.RecommendResourcesAsync(brief, CancellationToken.None));

    public static IReadOnlyList<QuizQuestion> Quiz(ConceptBrief brief) => Result(Author.WriteQuizAsync(brief, CancellationToken.None));

    /// <summary>One brief per concept, as the content worker makes them.</summary>
    public static IReadOnlyList<ConceptBrief> Briefs(RoadmapRequest request, Framework plan)
    {
        var names = plan.Concepts().ToDictionary(concept => concept.Id, concept => concept.Name);
        var briefs = from stage in plan.Stages
                     from module in stage.Modules
                     from concept in module.Concepts
                     select new ConceptBrief(
                         Guid.Empty,
                         request,
                         plan.Title,
                         stage.Title,
                         module.Title,
                         concept,
                         [.. concept.Prerequisites.Select(id => names[id])]);
        return [.. briefs];
    }

    /// <summary>The ids of the skills that a plan teaches, in order.</summary>
    public static IReadOnlyList<string> Skills(Framework plan) =>
        [
            .. plan.Concepts()
                .Select(concept => ConceptSource.Of(concept, SkillGraph.BuiltIn))
                .OfType<SkillPart>()
                .Select(part => part.Skill.Id)
                .Distinct(),
        ];

    private static T Result<T>(Task<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully, task.Exception?.Message);
        return task.Result;
    }
}
