using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Moves concepts before others.</summary>
internal static class PlanMove
{
    /// <summary>
    /// Moves matching concepts to a module of their own immediately before the first concept they are to precede. Nothing changes if they
    /// are already there, or if one of their prerequisites would come later.
    /// </summary>
    public static Framework Before(Framework framework, Func<Concept, bool> moved, Func<Concept, bool> anchor)
    {
        var all = framework.Concepts().ToList();
        var block = all.Where(moved).ToList();
        var at = all.FindIndex(concept => anchor(concept) && !moved(concept));
        if (block.Count == 0 || at < 0 || all.IndexOf(block[0]) < at)
        {
            return framework;
        }

        var inBlock = block.Select(concept => concept.Id).ToHashSet(StringComparer.Ordinal);
        var before = all.Take(at).Select(concept => concept.Id).ToHashSet(StringComparer.Ordinal);
        if (block.SelectMany(concept => concept.Prerequisites).Any(id => !inBlock.Contains(id) && !before.Contains(id)))
        {
            return framework;
        }

        var title = framework.Stages.SelectMany(stage => stage.Modules).First(module => module.Concepts.Contains(block[0])).Title;
        var own = new Module(title, $"Moved forward after the review: {OneLine.List(block.Select(concept => concept.Name), 3)}.", block);
        return framework with
        {
            Stages =
            [
                .. framework.Stages.Select(
                    stage => stage with { Modules = [.. stage.Modules.SelectMany(module => Rebuilt(module, all[at], inBlock, own))] }),
            ],
        };
    }

    private static IEnumerable<Module> Rebuilt(Module module, Concept anchor, HashSet<string> block, Module own)
    {
        var rest = module.Concepts.Where(concept => !block.Contains(concept.Id)).ToList();
        var at = rest.IndexOf(anchor);
        if (at < 0)
        {
            return [module with { Concepts = rest }];
        }

        return
        [
            module with { Concepts = rest[..at] },
            own,
            module with { Concepts = rest[at..] },
        ];
    }
}
