using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Rendering;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Writes the title of a roadmap from what the goal names.</summary>
/// <param name="targets">What the goal names.</param>
/// <param name="taught">The target skills of the plan.</param>
internal sealed class GoalTitle(TargetChoice targets, IReadOnlyList<Skill> taught)
{
    /// <summary>The title.</summary>
    public string Text => targets.Goals.Count > 0 ? OfGoals() : OfSkills();

    private string OfGoals()
    {
        var titles = targets.Goals.Select(
            (goal, index) => index == 0 ? goal.Title : char.ToLowerInvariant(goal.Title[0]) + goal.Title[1..]);
        var covered = targets.Goals.SelectMany(goal => goal.Skills).ToHashSet(StringComparer.Ordinal);
        var additions = targets.Wanted.Where(mention => mention.Goal is null && IsTaught(targets.SkillsOf(mention)))
            .Where(mention => mention.Skill is not { } skill || !covered.Contains(skill.Id))
            .Select(mention => mention.Name)
            .ToList();
        var title = string.Join(", and ", titles);
        return (additions.Count == 0 ? title : $"{title}, with {OneLine.List(additions, 3)}") + Ends();
    }

    private string OfSkills()
    {
        var names = targets.Wanted.Where(mention => IsTaught(targets.SkillsOf(mention))).Select(mention => mention.Name).ToList();
        if (names.Count == 0 && targets.Certifications.Count > 0)
        {
            return $"Prepare for {OneLine.List(targets.Certifications.Select(mention => mention.Name), 3)}";
        }

        return names.Count == 0 ? $"Learn {PlanText.Names(taught)}" : $"Learn {OneLine.List(names, 4)}{Ends()}";
    }

    /// <summary>Returns what the plan is for: purposes and certifications.</summary>
    private string Ends()
    {
        var ends = targets.Purposes.Where(mention => IsTaught(targets.SkillsOf(mention)))
            .Select(mention => mention.Goal is null ? mention.Name : mention.Words)
            .Concat(targets.Certifications.Select(mention => mention.Name))
            .ToList();
        return ends.Count == 0 ? "" : $", for {OneLine.List(ends, 3)}";
    }

    private bool IsTaught(IReadOnlyList<string> ids) => taught.Any(skill => ids.Contains(skill.Id, StringComparer.Ordinal));
}
