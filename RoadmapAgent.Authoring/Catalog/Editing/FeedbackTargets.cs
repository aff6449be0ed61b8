using System.Text.RegularExpressions;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Finds the targets of a clause: skills of the catalog, then concepts, modules and stages of the plan.</summary>
internal sealed partial class FeedbackTargets(SkillGraph graph, Framework framework)
{
    private const int LongestTopic = 60;

    private static readonly HashSet<string> Fillers = new(
        Words.Of(
            "a an the some any of on in to into for with please could would you we i me my it is are be this that about more also "
            + "add include cover insert missing lack lacks need needs teach want wants introduce something "
            + "module concept stage should there course plan roadmap like"),
        StringComparer.Ordinal);

    /// <summary>Returns names that the editor can resolve; empty if the clause names nothing known.</summary>
    public IReadOnlyList<string> In(string clause, IReadOnlyList<string> words)
    {
        var ids = framework.Concepts().Select(concept => concept.Id).ToHashSet(StringComparer.Ordinal);
        var named = ConceptIds().Matches(clause).Select(match => match.Value).Where(ids.Contains).ToList();
        if (named.Count > 0)
        {
            return named;
        }

        var skills = graph.MentionedIn(clause);
        if (skills.Count > 0)
        {
            return [.. skills.Select(skill => skill.Name)];
        }

        var titles = framework.Stages.Select(stage => stage.Title)
            .Concat(framework.Stages.SelectMany(stage => stage.Modules).Select(module => module.Title))
            .Concat(framework.Concepts().Select(concept => concept.Name));
        var text = $" {string.Join(' ', words)} ";
        var whole = titles.Where(title => Words.Key(title) is { Length: > 0 } key && text.Contains($" {key} ", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        return whole.Count > 0 ? whole : ByWord(words);
    }

    /// <summary>Returns the unknown topic a clause names; null if only filler words are left.</summary>
    public static string? UnknownTopic(string clause)
    {
        var kept = clause.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => Words.Of(word).All(Fillers.Contains))
            .ToList();
        return kept.Count == 0 ? null : OneLine.Of(string.Join(' ', kept), LongestTopic);
    }

    private List<string> ByWord(IReadOnlyList<string> words)
    {
        var telling = words.Where(word => word.Length > 3 && !Fillers.Contains(word) && !Generic.Contains(word))
            .ToHashSet(StringComparer.Ordinal);
        return [.. framework.Concepts().Select(concept => concept.Name).Where(name => Words.Of(name).Any(telling.Contains)).Distinct()];
    }

    private static readonly HashSet<string> Generic = new(
        Words.Of("time hours weeks content theory long short practice project exercise basics advanced less fewer remove drop skip"),
        StringComparer.Ordinal);

    [GeneratedRegex(@"\bc-\d+-\d+-\d+\b", RegexOptions.CultureInvariant)]
    private static partial Regex ConceptIds();
}
