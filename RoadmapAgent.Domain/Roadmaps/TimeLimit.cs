using System.Text.Json.Serialization;

namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The time that a goal allows itself.</summary>
/// <param name="Words">The learner's words, such as "in 6 weeks" or "by March".</param>
/// <param name="Days">The days from the request to the end; null if the goal names a number of hours or nothing can be computed.</param>
/// <param name="Hours">The hours of study in all; null if the goal names weeks or a date.</param>
public sealed record TimeLimit(string Words, int? Days, int? Hours = null)
{
    private const int DaysPerWeek = 7;

    /// <summary>The whole weeks to the end, at least 1; null without days.</summary>
    [JsonIgnore]
    public int? Weeks => Days is { } days ? Math.Max(1, days / DaysPerWeek) : null;

    /// <summary>Returns the hours of study until the end; null if they are unknown.</summary>
    /// <param name="hoursPerWeek">The learner's hours per week.</param>
    public double? HoursAt(int hoursPerWeek) => Hours ?? (double?)Days * hoursPerWeek / DaysPerWeek;
}
