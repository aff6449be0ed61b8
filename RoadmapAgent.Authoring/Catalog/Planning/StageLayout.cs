using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>
/// Arranges parts in stages by tier and in modules by skill or field. Concept ids are the parts' keys until the framework is numbered.
/// </summary>
internal sealed class StageLayout(SkillGraph graph, IReadOnlyList<PlannedPart> parts, IReadOnlySet<string> skills)
{
    private const int MostConceptsInModule = 5;
    private const int MostConceptsInStage = 9;
    private const int FewestStages = 2;
    private const double LargestShare = 0.6;

    /// <summary>Creates the stages; at least two if there are two parts.</summary>
    public IReadOnlyList<Stage> Stages()
    {
        var tiers = WithoutTiny([.. parts.GroupBy(part => part.Part.Skill.Tier).Select(tier => tier.ToList())]);
        var hours = parts.Sum(part => part.Hours);
        var fewest = tiers.Count < FewestStages ? FewestStages : 1;
        return
        [
            .. tiers.SelectMany(
                tier => Slices(tier, tier.Sum(part => part.Hours) > hours * LargestShare ? FewestStages : fewest).Select(StageOf)),
        ];
    }

    /// <summary>Creates the concept that teaches a part.</summary>
    public Concept ConceptOf(PlannedPart part)
    {
        var key = part.Part.Key();
        var before = parts.TakeWhile(other => other != part).Select(other => other.Part).ToList();
        return new Concept(
            key,
            part.Name,
            part.Description,
            FrameworkShape.RoundHours(part.Hours),
            part.Difficulty,
            Prerequisites(part.Part, before),
            part.Part.Keywords());
    }

    /// <summary>Creates one module with these parts.</summary>
    public Module ModuleOf(IReadOnlyList<PlannedPart> content)
    {
        var taught = content.Select(part => part.Part.Skill).Distinct().ToList();
        var concepts = content.Select(ConceptOf).ToList();
        return taught is [var only]
            ? new Module(only.Name, only.Description, concepts)
            : new Module(
                $"{graph.FieldName(taught[0])}: {OneLine.Title(taught.Select(skill => skill.Name))}",
                $"{OneLine.List(taught.Select(skill => skill.Name))}, "
                + $"which are used together in {graph.FieldName(taught[0]).ToLowerInvariant()}.",
                concepts);
    }

    private List<string> Prerequisites(SkillPart part, List<SkillPart> before)
    {
        if (before.FindLast(one => one.Skill.Id == part.Skill.Id) is { } previous)
        {
            return [previous.Key()];
        }

        return [.. LearningOrder.PrerequisitesWithin(part.Skill, skills, graph)
            .OrderBy(graph.OrderOf)
            .Select(id => before.FindLast(one => one.Skill.Id == id)?.Key())
            .OfType<string>()];
    }

    /// <summary>Merges a first tier of a single concept with the next tier, if enough stages remain.</summary>
    private static List<List<PlannedPart>> WithoutTiny(List<List<PlannedPart>> tiers) =>
        tiers.Count > FewestStages && tiers[0].Count == 1 ? [[.. tiers[0], .. tiers[1]], .. tiers.Skip(2)] : tiers;

    /// <summary>Splits the parts into slices of about equal size, between skills if possible.</summary>
    private static IEnumerable<List<PlannedPart>> Slices(List<PlannedPart> tier, int fewest)
    {
        var count = Math.Min(tier.Count, Math.Max(fewest, (tier.Count + MostConceptsInStage - 1) / MostConceptsInStage));
        var start = 0;
        for (var slice = 1; slice <= count && start < tier.Count; slice++)
        {
            var end = slice == count ? tier.Count : BetweenSkills(tier, start, Math.Max(start + 1, tier.Count * slice / count));
            yield return tier[start..end];
            start = end;
        }
    }

    private static int BetweenSkills(List<PlannedPart> tier, int start, int cut)
    {
        bool Between(int at) => at > start && at < tier.Count && tier[at].Part.Skill.Id != tier[at - 1].Part.Skill.Id;
        var nearest = Enumerable.Range(start + 1, Math.Max(0, tier.Count - start - 1))
            .Where(Between)
            .OrderBy(at => Math.Abs(at - cut))
            .FirstOrDefault(-1);
        return nearest < 0 ? cut : nearest;
    }

    private Stage StageOf(List<PlannedPart> content) =>
        new(
            PlanText.StageTitle(content[^1].Part.Skill.Tier, [.. content.Select(part => (part.Part.Skill, part.Hours))]),
            PlanText.StageDescription(content.Select(part => part.Part.Skill)),
            [.. Modules(content).Select(ModuleOf)]);

    private static List<List<PlannedPart>> Modules(List<PlannedPart> content)
    {
        var modules = new List<List<PlannedPart>>();
        foreach (var part in content)
        {
            if (modules.Count > 0 && Fits(part, modules[^1], content))
            {
                modules[^1].Add(part);
            }
            else
            {
                modules.Add([part]);
            }
        }

        return modules;
    }

    private static bool Fits(PlannedPart part, List<PlannedPart> module, List<PlannedPart> content)
    {
        if (module.Count >= MostConceptsInModule)
        {
            return false;
        }

        var last = module[^1].Part.Skill;
        if (last.Id == part.Part.Skill.Id)
        {
            return true;
        }

        return last.Field == part.Part.Skill.Field && !IsCut(last) && !IsCut(part.Part.Skill);

        bool IsCut(Skill skill) => content.Count(other => other.Part.Skill.Id == skill.Id) > 1;
    }
}
