using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>The skills a plan teaches, and those it deliberately leaves out.</summary>
/// <param name="Skills">Ids to teach.</param>
/// <param name="Required">The skills that the goal itself requires, without extras and complements.</param>
/// <param name="Targets">The target skills, a subset of those taught.</param>
/// <param name="Assumed">Required skills that are assumed at this level.</param>
/// <param name="Later">Targets left to a later plan because one plan would be too long.</param>
/// <param name="Beyond">Whether all targets were already known and the plan goes beyond them.</param>
internal sealed record Selection(
    IReadOnlySet<string> Skills,
    IReadOnlySet<string> Required,
    IReadOnlyList<Skill> Targets,
    IReadOnlyList<Skill> Assumed,
    IReadOnlyList<Skill> Later,
    bool Beyond)
{
    private const int MostSkills = 22;

    /// <summary>The minimum number of key points of a plan, because every concept teaches at least one.</summary>
    private const int FewestPoints = 8;

    /// <summary>Chooses the skills for a request. Pure.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reading">Its interpretation.</param>
    /// <param name="graph">The skills.</param>
    /// <param name="pace">The workload.</param>
    /// <param name="targets">The targets to keep if time is short; null for all of them, with extras.</param>
    public static Selection For(
        RoadmapRequest request, RequestReading reading, SkillGraph graph, Pace pace, IReadOnlyList<Skill>? targets = null)
    {
        var wanted = (targets ?? reading.Targets).Where(skill => !reading.Known.Contains(skill.Id)).ToList();
        var beyond = wanted.Count == 0;
        if (beyond)
        {
            wanted = NextAfter(reading, graph);
        }

        var later = new List<Skill>();
        while (Needed(wanted).Count > MostSkills && wanted.Count > 1)
        {
            later.Insert(0, wanted[^1]);
            wanted.RemoveAt(wanted.Count - 1);
        }

        var required = Needed(wanted);
        var extras = targets is null && pace == Pace.Intensive && reading.Goal is { } goal ? goal.Extras : [];
        foreach (var extra in extras.Select(id => graph[id]).Where(skill => Adds(skill, reading, graph) && !wanted.Contains(skill)))
        {
            if (Needed([.. wanted, extra]).Count <= MostSkills)
            {
                wanted.Add(extra);
            }
        }

        while (PointsOf(Needed(wanted)) < FewestPoints && Neighbour(wanted, reading, graph) is { } next)
        {
            wanted.Add(next);
        }

        var needed = Needed(wanted);
        var assumed = graph.Closure(wanted.Select(skill => skill.Id), Without([])).Where(id => !needed.Contains(id));
        return new Selection(needed, required, wanted, [.. assumed.OrderBy(graph.OrderOf).Select(id => graph[id])], later, beyond);

        HashSet<string> Needed(List<Skill> chosen)
        {
            var ids = chosen.Select(skill => skill.Id).ToHashSet(StringComparer.Ordinal);
            var left = Without(graph.Skills.Where(skill => skill.Hours.At(request.CurrentLevel) == 0).Select(skill => skill.Id));
            left.ExceptWith(ids);
            return [.. graph.Closure(ids, left)];
        }

        HashSet<string> Without(IEnumerable<string> others) => [.. others, .. reading.Known, .. reading.LeftOut];

        int PointsOf(HashSet<string> ids) => ids.Sum(id =>
            Dosage.PointsOf(graph[id], request.CurrentLevel, pace, wanted.Contains(graph[id])).Count);
    }

    /// <summary>Whether a skill that the goal does not ask for may be added: unknown, and wanted with all it builds on.</summary>
    private static bool Adds(Skill skill, RequestReading reading, SkillGraph graph) =>
        !reading.Known.Contains(skill.Id) && !reading.LeftOut.Overlaps(graph.Closure([skill.Id], reading.Known));

    /// <summary>
    /// Returns the best complement of a goal too narrow for a plan: a dependent skill, then one that goes with it, then one of its field;
    /// of several the shortest.
    /// </summary>
    private static Skill? Neighbour(List<Skill> wanted, RequestReading reading, SkillGraph graph) =>
        graph.Skills
            .Where(skill => !wanted.Contains(skill) && (skill.Field != SkillGraph.GenericField || wanted[0].Field == skill.Field))
            .Where(skill => !reading.LeftOut.Overlaps(graph.Closure([skill.Id], reading.Known)))
            .OrderBy(skill => reading.Known.Contains(skill.Id))
            .ThenBy(skill => Distance(skill, wanted, graph))
            .ThenBy(skill => Cost(skill, wanted, reading, graph))
            .ThenBy(skill => graph.OrderOf(skill.Id))
            .FirstOrDefault();

    private static int Distance(Skill skill, List<Skill> wanted, SkillGraph graph)
    {
        var sameField = wanted.Exists(target => target.Field == skill.Field);
        var buildsOn = wanted.Exists(target => skill.Prerequisites.Contains(target.Id, StringComparer.Ordinal));
        if (sameField && buildsOn)
        {
            return 0;
        }

        if (graph.Goals.Any(goal => goal.Skills.Contains(wanted[0].Id) && goal.Skills.Contains(skill.Id)))
        {
            return 1;
        }

        // Of two skills that build on the same, one is learned instead of the other: Go and Rust, Kotlin and Swift.
        if (graph.Closure([skill.Id]).Any(id => wanted.Exists(target => IsAlternative(graph[id], target))))
        {
            return 5;
        }

        return sameField ? 2 : buildsOn ? 3 : 4;
    }

    /// <summary>Returns the hours that a skill adds to a beginner's plan, with what it builds on.</summary>
    private static double Cost(Skill skill, List<Skill> wanted, RequestReading reading, SkillGraph graph)
    {
        var have = graph.Closure(wanted.Select(target => target.Id)).Union(reading.Known).ToHashSet(StringComparer.Ordinal);
        return graph.Closure([skill.Id], have).Sum(id => graph[id].Hours.Beginner);
    }

    private static bool IsAlternative(Skill skill, Skill other) =>
        skill.Id != other.Id && skill.Field == other.Field && skill.Tier == other.Tier && skill.Prerequisites.Count > 0
        && skill.Prerequisites.ToHashSet().SetEquals(other.Prerequisites);

    /// <summary>Returns the skills that build on the known targets; if there are none, the targets themselves as a review.</summary>
    private static List<Skill> NextAfter(RequestReading reading, SkillGraph graph)
    {
        var next = reading.Targets.SelectMany(skill => graph.DependentsOf(skill.Id))
            .Where(skill => Adds(skill, reading, graph))
            .Distinct()
            .OrderBy(skill => graph.OrderOf(skill.Id))
            .Take(3)
            .ToList();
        return next.Count > 0 ? next : [.. reading.Targets];
    }
}
