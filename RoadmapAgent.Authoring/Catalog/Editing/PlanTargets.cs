using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Finds the concepts that an edit's target names.</summary>
internal sealed class PlanTargets(SkillGraph graph)
{
    /// <summary>
    /// Returns what tells the named concepts from others: those of a skill, of a stage or module, of a name or id; all for the whole plan.
    /// </summary>
    public Func<Concept, bool> In(Framework framework, string target)
    {
        if (target == EditWish.WholePlan)
        {
            return _ => true;
        }

        if (graph.Named(target) is { } skill && SkillPart.In(framework, graph).Any(one => one.Part.Skill.Id == skill.Id))
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
}
