using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Determines the key points and hours of a skill by level and pace.</summary>
internal static class Dosage
{
    /// <summary>Returns the pace for these hours per week.</summary>
    public static Pace PaceOf(int hoursPerWeek) => hoursPerWeek switch
    {
        <= 5 => Pace.Light,
        < 15 => Pace.Steady,
        _ => Pace.Intensive,
    };

    /// <summary>Returns the indexes of the key points to teach; never empty.</summary>
    public static IReadOnlyList<int> PointsOf(Skill skill, Level level, Pace pace, bool isTarget)
    {
        bool Taught(Depth depth) => level switch
        {
            Level.Beginner => depth != Depth.Deep || pace == Pace.Intensive || (isTarget && pace == Pace.Steady),
            Level.Intermediate when skill.Tier == Tier.Foundation => depth != Depth.Deep,
            Level.Intermediate =>
                depth == Depth.Core || pace == Pace.Intensive || (depth == Depth.Deep && (isTarget || pace == Pace.Steady)),
            _ => depth == Depth.Deep || (depth == Depth.Core && (isTarget || pace != Pace.Light)),
        };

        var taught = Enumerable.Range(0, skill.Points.Count).Where(index => Taught(skill.Points[index].Depth)).ToList();
        return taught.Count > 0 ? taught : [.. Enumerable.Range(0, skill.Points.Count)];
    }

    /// <summary>Returns the hours for these points: the skill's hours at this level, less those of the points left out.</summary>
    public static double HoursOf(Skill skill, Level level, int points)
    {
        var whole = skill.Hours.At(level);
        if (whole == 0)
        {
            whole = Math.Max(2, skill.Hours.Beginner / 4);
        }

        var offered = skill.Points.Count(point => level != Level.Advanced || point.Depth != Depth.Basic);
        return whole * Math.Min(1, (double)points / Math.Max(1, offered));
    }
}
