using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Adds topics and practice to a framework. Pure.</summary>
internal sealed class PlanAddition(SkillGraph graph, RoadmapRequest request)
{
    private const int MostAdded = 6;

    private readonly Pace _pace = Dosage.PaceOf(request.HoursPerWeek);

    /// <summary>Adds a practice session to every stage but the closing one.</summary>
    public Framework Practice(Framework framework)
    {
        var practice = new PracticePlan(graph, request.CurrentLevel, _pace);
        return framework with
        {
            Stages = [.. framework.Stages.Select(stage => stage.Title == PracticePlan.FinalTitle ? stage : practice.WithSession(stage))],
        };
    }

    /// <summary>Adds a topic: a skill of the catalog, or one that the catalog does not know.</summary>
    public Framework Topic(Framework framework, string target)
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

    /// <summary>Adds at most six prerequisites that neither the plan teaches nor the learner knows.</summary>
    public Framework Assumed(Framework framework)
    {
        var taught = SkillPart.In(framework, graph).Select(one => one.Part.Skill.Id).ToHashSet(StringComparer.Ordinal);
        var known = RequestReading.Of(request, graph).Known;
        var missing = taught.SelectMany(id => graph[id].Prerequisites)
            .Where(id => !taught.Contains(id) && !known.Contains(id))
            .ToHashSet(StringComparer.Ordinal);
        return LearningOrder.Of(missing, graph).TakeLast(MostAdded).Aggregate(framework, AddSkill);
    }

    private Framework AddSkill(Framework framework, Skill skill)
    {
        var reading = RequestReading.Of(request, graph);
        var taught = SkillPart.In(framework, graph).Select(one => one.Part.Skill.Id).ToHashSet(StringComparer.Ordinal);
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
        var parts = SkillPart.In(framework, graph).ToList();
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
}
