using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>What level and pace decide about one skill.</summary>
internal static class Dosage
{
    /// <summary>The pace that fits these hours a week.</summary>
    public static Pace PaceOf(int hoursPerWeek) => hoursPerWeek switch
    {
        <= 5 => Pace.Light,
        < 15 => Pace.Steady,
        _ => Pace.Intensive,
    };

    /// <summary>Indexes of the key points to teach; never empty.</summary>
    public static IReadOnlyList<int> PointsOf(Skill skill, Level level, Pace pace, bool isTarget)
    {
        bool Taught(Depth depth) => level switch
        {
            Level.Beginner => depth != Depth.Deep || pace == Pace.Intensive || (isTarget && pace == Pace.Steady),
            Level.Intermediate when skill.Tier == Tier.Foundation => depth != Depth.Deep,
            Level.Intermediate => depth == Depth.Core || pace == Pace.Intensive || (depth == Depth.Deep && (isTarget || pace == Pace.Steady)),
            _ => depth == Depth.Deep || (depth == Depth.Core && (isTarget || pace != Pace.Light)),
        };

        var taught = Enumerable.Range(0, skill.Points.Count).Where(index => Taught(skill.Points[index].Depth)).ToList();
        return taught.Count > 0 ? taught : [.. Enumerable.Range(0, skill.Points.Count)];
    }

    /// <summary>Hours for these points: the skill's hours at this level, less what is left out.</summary>
    public static double HoursOf(Skill skill, Level level, int points)
    {
        var whole = skill.Hours.At(level);
        if (whole == 0)
            whole = Math.Max(2, skill.Hours.Beginner / 4);
        var offered = skill.Points.Count(point => level != Level.Advanced || point.Depth != Depth.Basic);
        return whole * Math.Min(1, (double)points / Math.Max(1, offered));
    }
}
