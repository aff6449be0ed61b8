using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Updates the texts of a plan after it has been edited: its summary, and the stages whose skills have changed. Pure.</summary>
internal sealed class PlanRetelling(SkillGraph graph, RoadmapRequest request)
{
    /// <summary>Returns the edited plan with texts that match it.</summary>
    public Framework Of(Framework before, Framework after)
    {
        var known = before.Stages.GroupBy(stage => stage.Title, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.SelectMany(SkillsOf).ToHashSet(), StringComparer.Ordinal);
        return after with
        {
            Summary = Summary(before, after),
            Stages = [.. after.Stages.Select(stage => Retold(stage, known.GetValueOrDefault(stage.Title)))],
        };
    }

    private Stage Retold(Stage stage, HashSet<Skill>? before)
    {
        var skills = PartsOf(stage);
        return skills.Count == 0 || before?.SetEquals(skills.Select(one => one.Skill)) == true
            ? stage
            : stage with
            {
                Title = PlanText.StageTitle(skills.Max(one => one.Skill.Tier), skills),
                Description = PlanText.StageDescription(skills.Select(one => one.Skill)),
            };
    }

    private string Summary(Framework before, Framework after)
    {
        var summary = after.Summary.Replace(
            PlanText.Effort(request, before).TrimEnd(), PlanText.Effort(request, after).TrimEnd(), StringComparison.Ordinal);
        var scope = new CurriculumPlanner(graph).ScopeOf(request, RequestReading.Of(request, graph));
        if (scope.Fit is { } fit)
        {
            summary = summary.Replace(
                fit.SentenceFor(before.TotalHours), fit.SentenceFor(after.TotalHours), StringComparison.Ordinal);
        }

        return Targets(before, scope) is { Length: > 0 } targets
            ? summary.Replace(targets, Targets(after, scope), StringComparison.Ordinal)
            : summary;
    }

    /// <summary>Returns the goal's skills that the plan teaches, as its summary names them.</summary>
    private string Targets(Framework framework, Scope scope)
    {
        var taught = framework.Stages.SelectMany(SkillsOf).ToHashSet();
        var targets = scope.Selection.Targets;
        return PlanText.Names([.. targets.Where(taught.Contains)]) is { Length: > 0 } names ? names : PlanText.Names(targets);
    }

    private IEnumerable<Skill> SkillsOf(Stage stage) => PartsOf(stage).Select(one => one.Skill);

    private List<(Skill Skill, double Hours)> PartsOf(Stage stage) =>
    [
        .. from concept in stage.Modules.SelectMany(module => module.Concepts)
           let part = ConceptSource.Of(concept, graph) as SkillPart
           where part is not null
           select (part.Skill, concept.Hours),
    ];
}
