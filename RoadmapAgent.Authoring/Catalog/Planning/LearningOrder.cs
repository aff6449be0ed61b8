using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Orders skills for learning.</summary>
internal static class LearningOrder
{
    /// <summary>Orders skills by tier, prerequisites first, and stays within a field as long as possible.</summary>
    public static IReadOnlyList<Skill> Of(IReadOnlySet<string> ids, SkillGraph graph)
    {
        var ordered = new List<Skill>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tier in ids.Select(id => graph[id]).GroupBy(skill => skill.Tier).OrderBy(group => group.Key))
        {
            var open = tier.OrderBy(skill => graph.OrderOf(skill.Id)).ToList();
            while (open.Count > 0)
            {
                var ready = open.Where(skill => IsReady(skill, ids, done, graph)).ToList();
                var next = ready.Find(skill => ordered.Count > 0 && skill.Field == ordered[^1].Field) ?? ready[0];
                open.Remove(next);
                done.Add(next.Id);
                ordered.Add(next);
            }
        }

        return ordered;
    }

    /// <summary>Returns the chosen prerequisites of a skill; a prerequisite that was not chosen is replaced by its own.</summary>
    public static IReadOnlySet<string> PrerequisitesWithin(Skill skill, IReadOnlySet<string> ids, SkillGraph graph)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(skill.Prerequisites);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
            {
                continue;
            }

            if (ids.Contains(id))
            {
                found.Add(id);
                continue;
            }

            foreach (var prerequisite in graph[id].Prerequisites)
            {
                open.Push(prerequisite);
            }
        }

        found.RemoveWhere(id => found.Any(other => other != id && graph.Closure([other]).Contains(id)));
        return found;
    }

    private static bool IsReady(Skill skill, IReadOnlySet<string> ids, HashSet<string> done, SkillGraph graph) =>
        PrerequisitesWithin(skill, ids, graph).All(done.Contains);
}
