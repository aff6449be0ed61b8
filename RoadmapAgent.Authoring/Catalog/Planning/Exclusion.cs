using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Reading;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>
/// Applies what the learner does not want: such skills leave the plan, with the targets that build on them, unless those are asked for by
/// name.
/// </summary>
internal sealed class Exclusion
{
    private readonly Lexicon _lexicon;
    private readonly HashSet<string> _unwanted;

    /// <summary>Applies the exclusions to the targets.</summary>
    public Exclusion(Lexicon lexicon, TargetChoice targets, IReadOnlyList<Mention> excluded)
    {
        _lexicon = lexicon;
        _unwanted = excluded.SelectMany(mention => SkillsOf(mention, targets))
            .Where(id => targets.Named.All(skill => skill.Id != id))
            .ToHashSet(StringComparer.Ordinal);
        var needed = targets.Named.SelectMany(Unwanted).ToHashSet(StringComparer.Ordinal);
        Needed = [.. needed.OrderBy(lexicon.Graph.OrderOf).Select(id => lexicon.Graph[id])];
        LeftOut = _unwanted.Where(id => !needed.Contains(id)).ToHashSet(StringComparer.Ordinal);
        Targets = [.. targets.Skills.Where(Allows)];
        Dropped = [.. targets.Skills.Except(Targets)];
        Illustrated =
        [
            .. Targets.Where(skill => lexicon.IllustratedIn.TryGetValue(skill.Id, out var language) && LeftOut.Contains(language)),
        ];
    }

    /// <summary>The targets that remain.</summary>
    public IReadOnlyList<Skill> Targets { get; }

    /// <summary>The targets that were left out.</summary>
    public IReadOnlyList<Skill> Dropped { get; }

    /// <summary>Unwanted skills that a skill asked for by name builds on.</summary>
    public IReadOnlyList<Skill> Needed { get; }

    /// <summary>Ids of the other unwanted skills.</summary>
    public IReadOnlySet<string> LeftOut { get; }

    /// <summary>Targets whose examples are in a language that is left out.</summary>
    public IReadOnlyList<Skill> Illustrated { get; }

    /// <summary>Whether a skill is not left out and builds on nothing that is.</summary>
    public bool Allows(Skill skill) => !LeftOut.Overlaps(Unwanted(skill));

    /// <summary>Returns the skills that a learner who does not want something does not want: of a goal, those of its field.</summary>
    private IEnumerable<string> SkillsOf(Mention mention, TargetChoice targets)
    {
        var goal = mention.Goal ?? _lexicon.Graph.Goals.FirstOrDefault(one => one.Id == mention.Topic?.Goal);
        return goal is null
            ? targets.SkillsOf(mention)
            : _lexicon.Graph.Skills.Where(skill => skill.Field == _lexicon.Graph[goal.Skills[0]].Field)
                .Select(skill => skill.Id);
    }

    /// <summary>Returns the ids of the unwanted skills that a skill is or builds on, other than for its examples.</summary>
    private IEnumerable<string> Unwanted(Skill skill)
    {
        var cut = _lexicon.IllustratedIn.TryGetValue(skill.Id, out var language) ? language : null;
        if (_unwanted.Contains(skill.Id))
        {
            return [skill.Id];
        }

        var closure = _lexicon.Graph.Closure(skill.Prerequisites.Where(id => id != cut), WithoutExamples());
        return _unwanted.Where(closure.Contains);
    }

    /// <summary>
    /// Returns the skills whose own prerequisites do not count, because they need an unwanted language only for examples.
    /// </summary>
    private HashSet<string> WithoutExamples() =>
        [.. _lexicon.IllustratedIn.Where(pair => _unwanted.Contains(pair.Value)).Select(pair => pair.Key)];
}
