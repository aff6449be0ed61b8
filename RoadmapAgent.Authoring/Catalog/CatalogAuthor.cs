using RoadmapAgent.Authoring.Catalog.Editing;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Authoring.Catalog.Writing;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog;

/// <summary>
/// The built-in author. It works offline from a curated skill graph, which is read once per process on first use, and is deterministic. A
/// goal that the graph does not know gets a generic plan that says so.
/// </summary>
public sealed class CatalogAuthor : IRoadmapAuthor
{
    private static SkillGraph Graph => SkillGraph.BuiltIn;

    /// <inheritdoc />
    public Task<Intent> AnalyzeIntentAsync(RoadmapRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reading = RequestReading.Of(request, Graph);
        var scope = new CurriculumPlanner(Graph).ScopeOf(request, reading);
        var gaps = LearningOrder.Of(scope.Selection.Skills, Graph).Select(skill => skill.Name).ToList();
        return Task.FromResult(new Intent(
            PlanText.Title(request, reading),
            reading.Understood ? [.. reading.Targets.Select(skill => skill.Name)] : [],
            gaps,
            reading.Understood,
            // Whether the plan fits the time, its summary says, also after a review.
            reading.Shown));
    }

    /// <summary>Reads a goal as the plan for it will be made; nothing is stored or planned. Pure.</summary>
    /// <param name="request">The request with the goal.</param>
    public static GoalReading Read(RoadmapRequest request)
    {
        var reading = RequestReading.Of(request, Graph);
        return new CurriculumPlanner(Graph).ScopeOf(request, reading).Fit is { } fit
            ? reading.Shown with { Remarks = [.. reading.Shown.Remarks, fit.Sentence()] }
            : reading.Shown;
    }

    /// <inheritdoc />
    /// <remarks>Depends on the request only, because analyzing it again gives the same intent.</remarks>
    public Task<Framework> DesignCurriculumAsync(RoadmapRequest request, Intent intent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new CurriculumPlanner(Graph).Plan(request));
    }

    /// <inheritdoc />
    public Task<CurriculumScore?> ScoreAsync(RoadmapRequest request, Framework framework, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new CurriculumJudge(Graph).Judge(request, framework));
    }

    /// <inheritdoc />
    public Task<EditPlan> PlanEditAsync(
        RoadmapRequest request, Framework framework, IReadOnlyList<string> findings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new FeedbackReader(Graph, framework).Read(findings));
    }

    /// <inheritdoc />
    public Task<EditedPlan> EditAsync(RoadmapRequest request, Framework framework, EditPlan plan, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new PlanEditor(Graph, request).Apply(framework, plan));
    }

    /// <inheritdoc />
    public Task<Tutorial> WriteTutorialAsync(ConceptBrief brief, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new TutorialWriter(Graph).Write(brief));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<LearningResource>> RecommendResourcesAsync(ConceptBrief brief, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ResourcePicker(Graph).Pick(brief));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<QuizQuestion>> WriteQuizAsync(ConceptBrief brief, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new QuizWriter(Graph).Write(brief));
    }
}
