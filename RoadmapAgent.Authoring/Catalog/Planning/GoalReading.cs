using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>The catalog's interpretation of a request.</summary>
/// <param name="Goal">The recognised goal, or null.</param>
/// <param name="Targets">The target skills, the most important first; the generic ones if nothing was recognised.</param>
/// <param name="Known">Ids of the skills the learner has: those named and their prerequisites.</param>
/// <param name="KnownNamed">The skills the learner named.</param>
/// <param name="Unrecognised">Known technologies the catalog has no skill for.</param>
/// <param name="Understood">Whether a goal or skills were recognised.</param>
internal sealed record GoalReading(
    Goal? Goal,
    IReadOnlyList<Skill> Targets,
    IReadOnlySet<string> Known,
    IReadOnlyList<Skill> KnownNamed,
    IReadOnlyList<string> Unrecognised,
    bool Understood)
{
    /// <summary>The maximum number of targets of a plan.</summary>
    private const int MostTargets = 10;

    /// <summary>The maximum number of other words within a goal's phrase.</summary>
    private const int Slack = 2;

    /// <summary>Reads a request. Pure.</summary>
    public static GoalReading Of(RoadmapRequest request, SkillGraph graph)
    {
        var words = Words.Of(request.Goal);
        var goal = graph.Titled(request.Goal) ?? FindGoal(words, graph);
        var targets = Targeted(goal, graph.Named(request.Goal) is { } whole ? [whole] : graph.MentionedIn(request.Goal), graph);
        var understood = targets.Count > 0;
        if (!understood)
        {
            targets = [.. graph.Fields.Single(field => field.Id == SkillGraph.GenericField).Skills];
        }

        var named = new List<Skill>();
        var unrecognised = new List<string>();
        foreach (var entry in request.KnownTechnologies)
        {
            var found = graph.Named(entry) is { } skill ? [skill] : graph.MentionedIn(entry);
            named.AddRange(found.Where(one => !named.Contains(one)));
            if (found.Count == 0 && !string.IsNullOrWhiteSpace(entry))
            {
                unrecognised.Add(OneLine.Of(entry, 40));
            }
        }

        return new GoalReading(goal, targets, graph.Closure(named.Select(skill => skill.Id)), named, unrecognised, understood);
    }

    private static List<Skill> Targeted(Goal? goal, IReadOnlyList<Skill> mentioned, SkillGraph graph)
    {
        var ids = goal?.Skills.ToList() ?? [];
        var covered = graph.Closure(ids);
        ids.AddRange(mentioned.Select(skill => skill.Id).Where(id => !covered.Contains(id)));
        return [.. ids.Take(MostTargets).Select(id => graph[id])];
    }

    private static Goal? FindGoal(IReadOnlyList<string> words, SkillGraph graph)
    {
        Goal? best = null;
        var most = 0;
        foreach (var (goal, phrase) in graph.GoalPhrases)
        {
            if (phrase.Count > most && Occurs(phrase, words))
            {
                (best, most) = (goal, phrase.Count);
            }
        }

        return best;
    }

    private static bool Occurs(IReadOnlyList<string> phrase, IReadOnlyList<string> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            var matched = 0;
            for (var i = start; i < words.Count && i - start - matched <= Slack && matched < phrase.Count; i++)
            {
                if (words[i] == phrase[matched])
                {
                    matched++;
                }
                else if (matched == 0)
                {
                    break;
                }
            }

            if (matched == phrase.Count)
            {
                return true;
            }
        }

        return false;
    }
}
