using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Authors.Catalog;

/// <summary>Lays parts out in stages by tier and in modules by skill or field. Concept ids are the parts' keys until the framework is numbered.</summary>
internal sealed class StageLayout(SkillGraph graph, IReadOnlyList<PlannedPart> parts, IReadOnlySet<string> skills)
{
    private const int MostConceptsInModule = 5;
    private const int MostConceptsInStage = 9;
    private const int FewestStages = 2;

    /// <summary>The stages; at least two when there are two parts.</summary>
    public IReadOnlyList<Stage> Stages()
    {
        var tiers = parts.GroupBy(part => part.Part.Skill.Tier).Select(tier => (Tier: tier.Key, Parts: tier.ToList())).ToList();
        var fewest = tiers.Count < FewestStages ? FewestStages : 1;
        return [.. tiers.SelectMany(tier => Slices(tier.Parts, fewest).Select(slice => StageOf(tier.Tier, slice)))];
    }

    /// <summary>The concept that teaches a part.</summary>
    public Concept ConceptOf(PlannedPart part)
    {
        var key = part.Part.Key();
        var before = parts.TakeWhile(other => other != part).Select(other => other.Part).ToList();
        return new Concept(
            key, part.Name, part.Description, FrameworkShape.RoundHours(part.Hours), part.Difficulty, Prerequisites(part.Part, before), part.Part.Keywords());
    }

    /// <summary>One module with these parts.</summary>
    public Module ModuleOf(IReadOnlyList<PlannedPart> content)
    {
        var taught = content.Select(part => part.Part.Skill).Distinct().ToList();
        var concepts = content.Select(ConceptOf).ToList();
        return taught is [var only]
            ? new Module(only.Name, only.Description, concepts)
            : new Module(
                $"{graph.FieldName(taught[0])}: {OneLine.List(taught.Select(skill => skill.Name), 3)}",
                $"{OneLine.List(taught.Select(skill => skill.Name))}, which are used together in {graph.FieldName(taught[0]).ToLowerInvariant()}.",
                concepts);
    }

    private List<string> Prerequisites(SkillPart part, List<SkillPart> before)
    {
        if (before.FindLast(one => one.Skill.Id == part.Skill.Id) is { } previous)
            return [previous.Key()];
        return [.. LearningOrder.PrerequisitesWithin(part.Skill, skills, graph)
            .OrderBy(graph.OrderOf)
            .Select(id => before.FindLast(one => one.Skill.Id == id)?.Key())
            .OfType<string>()];
    }

    private static IEnumerable<List<PlannedPart>> Slices(List<PlannedPart> tier, int fewest)
    {
        var count = Math.Min(tier.Count, Math.Max(fewest, (tier.Count + MostConceptsInStage - 1) / MostConceptsInStage));
        return Enumerable.Range(0, count).Select(i => tier[(tier.Count * i / count)..(tier.Count * (i + 1) / count)]);
    }

    private Stage StageOf(Tier tier, List<PlannedPart> content) =>
        new(PlanText.StageTitle(tier, content), PlanText.StageDescription(content), [.. Modules(content).Select(ModuleOf)]);

    private static List<List<PlannedPart>> Modules(List<PlannedPart> content)
    {
        var modules = new List<List<PlannedPart>>();
        foreach (var part in content)
        {
            if (modules.Count > 0 && Fits(part, modules[^1], content))
                modules[^1].Add(part);
            else
                modules.Add([part]);
        }

        return modules;
    }

    private static bool Fits(PlannedPart part, List<PlannedPart> module, List<PlannedPart> content)
    {
        if (module.Count >= MostConceptsInModule)
            return false;
        var last = module[^1].Part.Skill;
        if (last.Id == part.Part.Skill.Id)
            return true;
        return last.Field == part.Part.Skill.Field && !IsCut(last) && !IsCut(part.Part.Skill);

        bool IsCut(Skill skill) => content.Count(other => other.Part.Skill.Id == skill.Id) > 1;
    }
}
