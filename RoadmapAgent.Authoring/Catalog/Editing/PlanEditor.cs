using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Applies edits to a framework and restores its valid form. Pure.</summary>
internal sealed class PlanEditor(SkillGraph graph, RoadmapRequest request)
{
    private const int FewestConcepts = 3;
    private const int MostAdded = 6;
    private const double LessFactor = 0.65;
    private const double MoreFactor = 1.5;

    private readonly Pace _pace = Dosage.PaceOf(request.HoursPerWeek);

    /// <summary>Returns the framework after all edits.</summary>
    public Framework Apply(Framework framework, EditPlan plan)
    {
        var edited = FrameworkShape.Normalize(framework, request.HoursPerWeek);
        foreach (var edit in plan.Edits)
        {
            edited = FrameworkShape.Normalize(ApplyOne(edited, edit), request.HoursPerWeek);
        }

        return new PlanRetelling(graph, request).Of(framework, edited);
    }

    private Framework ApplyOne(Framework framework, PlannedEdit edit) => edit.Action switch
    {
        EditAction.Add when edit.Target == EditWish.Practice => AddPractice(framework),
        EditAction.Add => Add(framework, edit.Target),
        EditAction.Remove when edit.Target == EditWish.Practice =>
            Remove(framework, concept => ConceptSource.Of(concept, graph) is PracticeSession),
        EditAction.Remove => Remove(framework, TargetOf(framework, edit.Target)),
        EditAction.Reorder => Move(framework, edit),
        _ when edit.Target == EditWish.WholePlan => ModifyPlan(framework, edit.Description),
        _ => Modify(framework, edit),
    };

    private Framework AddPractice(Framework framework)
    {
        var practice = new PracticePlan(graph, request.CurrentLevel, _pace);
        return framework with
        {
            Stages = [.. framework.Stages.Select(stage => stage.Title == PracticePlan.FinalTitle ? stage : practice.WithSession(stage))],
        };
    }

    private Framework Add(Framework framework, string target)
    {
        if (graph.Named(target) is { } skill)
        {
            return AddSkill(framework, skill);
        }

        var exists = framework.Concepts().Any(concept => Words.Key(concept.Name) == Words.Key(target));
        if (exists || string.IsNullOrWhiteSpace(target))
        {
            return framework;
        }

        var concept = new Concept(
            "added",
            target,
            $"{target}: asked for in the review. The built-in catalog does not know it, so this is a guide to learning it yourself.",
            4, Difficulty.Medium, [], new UnknownTopic(target).Keywords());
        return Insert(framework, BeforeFinal(framework), new Module(target, $"Added after the review: {target}.", [concept]));
    }

    private Framework AddSkill(Framework framework, Skill skill)
    {
        var reading = GoalReading.Of(request, graph);
        var taught = Parts(framework).Select(one => one.Part.Skill.Id).ToHashSet(StringComparer.Ordinal);
        if (taught.Contains(skill.Id))
        {
            return framework;
        }

        var without = taught.Concat(reading.Known)
            .Concat(graph.Skills.Where(other => other.Hours.At(request.CurrentLevel) == 0).Select(other => other.Id))
            .Where(id => id != skill.Id)
            .ToHashSet(StringComparer.Ordinal);
        var missing = LearningOrder.Of(graph.Closure([skill.Id], without), graph);
        missing = [.. missing.Skip(Math.Max(0, missing.Count - MostAdded))];
        var all = taught.Concat(missing.Select(one => one.Id)).ToHashSet(StringComparer.Ordinal);
        return missing.Aggregate(framework, (current, one) => AddOne(current, one, all));
    }

    private Framework AddOne(Framework framework, Skill skill, HashSet<string> all)
    {
        var points = Dosage.PointsOf(skill, request.CurrentLevel, _pace, isTarget: true);
        var hours = Dosage.HoursOf(skill, request.CurrentLevel, points.Count);
        var part = PlannedPart.Of(new SkillPart(skill, points, WithExercise: true), hours, whole: true);
        var needed = LearningOrder.PrerequisitesWithin(skill, all, graph);
        var parts = Parts(framework).ToList();
        var prerequisites = needed.OrderBy(graph.OrderOf)
            .Select(id => parts.FindLast(one => one.Part.Skill.Id == id).Concept?.Id)
            .OfType<string>()
            .ToList();
        var concept = new Concept("added", part.Name, part.Description, part.Hours, part.Difficulty, prerequisites, part.Part.Keywords());
        return Insert(framework, StageFor(framework, skill, prerequisites), new Module(skill.Name, skill.Description, [concept]));
    }

    /// <summary>Returns the last stage that teaches the skill's tier or one of its prerequisites; never the closing stage.</summary>
    private int StageFor(Framework framework, Skill skill, List<string> prerequisites)
    {
        var stage = 0;
        for (var i = 0; i <= BeforeFinal(framework); i++)
        {
            var concepts = framework.Stages[i].Modules.SelectMany(module => module.Concepts).ToList();
            var sameTier = concepts.Exists(concept => ConceptSource.Of(concept, graph) is SkillPart part && part.Skill.Tier <= skill.Tier);
            if (sameTier || concepts.Exists(concept => prerequisites.Contains(concept.Id, StringComparer.Ordinal)))
            {
                stage = i;
            }
        }

        return stage;
    }

    private static int BeforeFinal(Framework framework)
    {
        var last = framework.Stages.Count - 1;
        return last > 0 && framework.Stages[last].Title == PracticePlan.FinalTitle ? last - 1 : last;
    }

    private static Framework Insert(Framework framework, int stage, Module module)
    {
        var stages = framework.Stages.ToList();
        stages[stage] = stages[stage] with { Modules = [.. stages[stage].Modules, module] };
        return framework with { Stages = stages };
    }

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
        var isTarget = TargetOf(framework, edit.Target);
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
            EditWish.More => AddPractice(Each(framework, concept => concept with { Hours = concept.Hours * MoreFactor })),
            EditWish.Easier => Assumed(framework).Aggregate(framework, (current, skill) => AddSkill(current, skill)),
            EditWish.Harder => Each(framework, Deepened),
            _ => framework,
        };
    }

    private static bool IsFinal(Framework framework, Concept concept) =>
        framework.Stages[^1].Modules.Any(module => module.Concepts.Contains(concept));

    private IReadOnlyList<Skill> Assumed(Framework framework)
    {
        var taught = Parts(framework).Select(one => one.Part.Skill.Id).ToHashSet(StringComparer.Ordinal);
        var known = GoalReading.Of(request, graph).Known;
        var missing = taught.SelectMany(id => graph[id].Prerequisites)
            .Where(id => !taught.Contains(id) && !known.Contains(id))
            .ToHashSet(StringComparer.Ordinal);
        return [.. LearningOrder.Of(missing, graph).TakeLast(MostAdded)];
    }

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
            framework, TargetOf(framework, edit.Target), TargetOf(framework, edit.Description[EditWish.Before.Length..]));
    }

    private Func<Concept, bool> TargetOf(Framework framework, string target)
    {
        if (graph.Named(target) is { } skill && Parts(framework).Any(one => one.Part.Skill.Id == skill.Id))
        {
            return concept => ConceptSource.Of(concept, graph) is SkillPart part && part.Skill.Id == skill.Id;
        }

        var key = Words.Key(target);
        var inside = framework.Stages.Where(stage => Words.Key(stage.Title) == key).SelectMany(stage => stage.Modules)
            .Concat(framework.Stages.SelectMany(stage => stage.Modules).Where(module => Words.Key(module.Title) == key))
            .SelectMany(module => module.Concepts)
            .Select(concept => concept.Id)
            .ToHashSet(StringComparer.Ordinal);
        return concept => concept.Id == target || inside.Contains(concept.Id) || (key.Length > 0 && Words.Key(concept.Name) == key);
    }

    private IEnumerable<(Concept Concept, SkillPart Part)> Parts(Framework framework)
    {
        foreach (var concept in framework.Concepts())
        {
            if (ConceptSource.Of(concept, graph) is SkillPart part)
            {
                yield return (concept, part);
            }
        }
    }

    private static Framework Each(Framework framework, Func<Concept, Concept?> change) => framework with
    {
        Stages = [.. framework.Stages.Select(stage => stage with
        {
            Modules = [.. stage.Modules.Select(module => module with { Concepts = [.. module.Concepts.Select(change).OfType<Concept>()] })],
        })],
    };
}
