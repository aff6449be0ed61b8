using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Applies edits to a framework and restores its valid form. Pure.</summary>
internal sealed class PlanEditor(SkillGraph graph, RoadmapRequest request)
{
    private const int FewestConcepts = 3;
    private const double LessFactor = 0.65;
    private const double MoreFactor = 1.5;

    private readonly PlanAddition _addition = new(graph, request);
    private readonly PlanTargets _targets = new(graph);

    /// <summary>Returns the framework after all edits, and what became of the wishes they come from.</summary>
    public EditedPlan Apply(Framework framework, EditPlan plan)
    {
        var edited = FrameworkShape.Normalize(framework, request.HoursPerWeek);
        var results = new Dictionary<PlannedEdit, EditResult>();
        foreach (var edit in plan.Edits)
        {
            var before = edited;
            edited = FrameworkShape.Normalize(ApplyOne(before, edit), request.HoursPerWeek);
            results[edit] = new EditComparison(_targets, edit, before, edited).Result();
        }

        var told = new PlanRetelling(graph, request).Of(framework, edited);
        return new(told, [.. plan.Wishes.Select(wish => EditResult.Answer(wish, results))]);
    }

    private Framework ApplyOne(Framework framework, PlannedEdit edit) => edit.Action switch
    {
        EditAction.Add when edit.Target == EditWish.Practice => _addition.Practice(framework),
        EditAction.Add => _addition.Topic(framework, edit.Target),
        EditAction.Remove when edit.Target == EditWish.Practice =>
            Remove(framework, concept => ConceptSource.Of(concept, graph) is PracticeSession),
        EditAction.Remove => Remove(framework, _targets.In(framework, edit.Target)),
        EditAction.Reorder => Move(framework, edit),
        _ when edit.Target == EditWish.WholePlan => ModifyPlan(framework, edit.Description),
        _ => Modify(framework, edit),
    };

    /// <summary>Removes matching concepts, unless fewer than three concepts would be left.</summary>
    private static Framework Remove(Framework framework, Func<Concept, bool> unwanted)
    {
        if (framework.Concepts().Count(concept => !unwanted(concept)) < FewestConcepts)
        {
            return framework;
        }

        var removed = framework.Concepts()
            .Where(unwanted)
            .ToDictionary(concept => concept.Id, concept => concept.Prerequisites, StringComparer.Ordinal);
        return Each(
            framework, concept => unwanted(concept) ? null : concept with { Prerequisites = Bridge(concept.Prerequisites, removed) });
    }

    /// <summary>Replaces removed prerequisites by their own prerequisites.</summary>
    private static List<string> Bridge(IReadOnlyList<string> prerequisites, Dictionary<string, IReadOnlyList<string>> removed) =>
        [.. prerequisites.SelectMany(id => removed.TryGetValue(id, out var own) ? Bridge(own, removed) : [id]).Distinct()];

    private Framework Modify(Framework framework, PlannedEdit edit)
    {
        var isTarget = _targets.In(framework, edit.Target);
        var factor = Words.Of(edit.Description).Any(word => word is "less" or "fewer" or "shorter" or "reduce") ? LessFactor : MoreFactor;
        return Each(framework, concept => isTarget(concept) ? concept with { Hours = concept.Hours * factor } : concept);
    }

    private Framework ModifyPlan(Framework framework, string description)
    {
        return description switch
        {
            EditWish.Less =>
                Each(
                    Remove(framework, concept => ConceptSource.Of(concept, graph) is PracticeSession && !IsFinal(framework, concept)),
                    concept => concept with { Hours = concept.Hours * LessFactor }),
            EditWish.More => _addition.Practice(Each(framework, concept => concept with { Hours = concept.Hours * MoreFactor })),
            EditWish.Easier => _addition.Assumed(framework),
            EditWish.Harder => Each(framework, Deepened),
            _ => framework,
        };
    }

    private static bool IsFinal(Framework framework, Concept concept) =>
        framework.Stages[^1].Modules.Any(module => module.Concepts.Contains(concept));

    /// <summary>Leaves out basic key points; a concept that has only basic ones becomes a short repetition.</summary>
    private Concept? Deepened(Concept concept)
    {
        if (ConceptSource.Of(concept, graph) is not SkillPart part)
        {
            return concept;
        }

        var deeper = part.Points.Where(index => part.Skill.Points[index].Depth != Depth.Basic).ToList();
        if (part.WithExercise)
        {
            deeper =
            [
                .. deeper.Union(Enumerable.Range(0, part.Skill.Points.Count).Where(index => part.Skill.Points[index].Depth == Depth.Deep))
                    .Order(),
            ];
        }

        if (deeper.Count == 0)
        {
            return concept with { Hours = concept.Hours / 2 };
        }

        var planned = PlannedPart.Of(part with { Points = deeper }, concept.Hours, whole: concept.Name == part.Skill.Name);
        return concept with
        {
            Name = planned.Name,
            Description = planned.Description,
            Difficulty = concept.Difficulty == Difficulty.Easy ? Difficulty.Medium : Difficulty.Hard,
            Keywords = planned.Part.Keywords(),
        };
    }

    private Framework Move(Framework framework, PlannedEdit edit)
    {
        if (!edit.Description.StartsWith(EditWish.Before, StringComparison.Ordinal))
        {
            return framework;
        }

        return PlanMove.Before(
            framework, _targets.In(framework, edit.Target), _targets.In(framework, edit.Description[EditWish.Before.Length..]));
    }

    private static Framework Each(Framework framework, Func<Concept, Concept?> change) => framework with
    {
        Stages = [.. framework.Stages.Select(stage => stage with
        {
            Modules = [.. stage.Modules.Select(module => module with { Concepts = [.. module.Concepts.Select(change).OfType<Concept>()] })],
        })],
    };
}
