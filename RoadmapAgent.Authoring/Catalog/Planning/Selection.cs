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
    public static Selection For(RoadmapRequest request, GoalReading reading, SkillGraph graph)
    {
        var wanted = reading.Targets.Where(skill => !reading.Known.Contains(skill.Id)).ToList();
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
        var extras = Dosage.PaceOf(request.HoursPerWeek) == Pace.Intensive && reading.Goal is { } goal ? goal.Extras : [];
        foreach (var extra in extras.Select(id => graph[id]).Where(skill => !reading.Known.Contains(skill.Id) && !wanted.Contains(skill)))
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
        var assumed = graph.Closure(wanted.Select(skill => skill.Id), reading.Known).Where(id => !needed.Contains(id));
        return new Selection(needed, required, wanted, [.. assumed.OrderBy(graph.OrderOf).Select(id => graph[id])], later, beyond);

        HashSet<string> Needed(List<Skill> targets)
        {
            var ids = targets.Select(skill => skill.Id).ToHashSet(StringComparer.Ordinal);
            var left = graph.Skills
                .Where(skill => !ids.Contains(skill.Id) && (reading.Known.Contains(skill.Id) || skill.Hours.At(request.CurrentLevel) == 0))
                .Select(skill => skill.Id)
                .ToHashSet(StringComparer.Ordinal);
            return [.. graph.Closure(ids, left)];
        }

        int PointsOf(HashSet<string> ids) => ids.Sum(id =>
            Dosage.PointsOf(graph[id], request.CurrentLevel, Dosage.PaceOf(request.HoursPerWeek), wanted.Contains(graph[id])).Count);
    }

    /// <summary>
    /// Returns the best complement of a goal too narrow for a plan: a dependent skill, then one of its field, then a prerequisite.
    /// </summary>
    private static Skill? Neighbour(List<Skill> wanted, GoalReading reading, SkillGraph graph) =>
        graph.Skills
            .Where(skill => !wanted.Contains(skill) && (skill.Field != SkillGraph.GenericField || wanted[0].Field == skill.Field))
            .OrderBy(skill => reading.Known.Contains(skill.Id))
            .ThenBy(skill => Distance(skill, wanted))
            .ThenBy(skill => graph.OrderOf(skill.Id))
            .FirstOrDefault();

    private static int Distance(Skill skill, List<Skill> wanted)
    {
        var sameField = wanted.Exists(target => target.Field == skill.Field);
        if (wanted.Exists(target => skill.Prerequisites.Contains(target.Id, StringComparer.Ordinal)))
        {
            return sameField ? 0 : 1;
        }

        if (sameField)
        {
            return 2;
        }

        return wanted.Exists(target => target.Prerequisites.Contains(skill.Id, StringComparer.Ordinal)) ? 3 : 4;
    }

    /// <summary>Returns the skills that build on the known targets; if there are none, the targets themselves as a review.</summary>
    private static List<Skill> NextAfter(GoalReading reading, SkillGraph graph)
    {
        var next = reading.Targets.SelectMany(skill => graph.DependentsOf(skill.Id))
            .Where(skill => !reading.Known.Contains(skill.Id))
            .Distinct()
            .OrderBy(skill => graph.OrderOf(skill.Id))
            .Take(3)
            .ToList();
        return next.Count > 0 ? next : [.. reading.Targets];
    }
}
