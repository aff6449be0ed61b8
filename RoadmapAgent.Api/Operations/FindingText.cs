using System.Globalization;

namespace RoadmapAgent.Api.Operations;

/// <summary>Formats the texts of findings.</summary>
internal static class FindingText
{
    /// <summary>Formats a number and a noun, such as <c>1 process</c> or <c>2,000 messages</c>.</summary>
    public static string Count(long number, string noun) => string.Create(
        CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}");

    /// <summary>Formats a duration by its largest unit, such as <c>45 s</c>, <c>6 min</c> or <c>3 h</c>.</summary>
    public static string Age(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
    };
}
