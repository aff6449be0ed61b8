namespace RoadmapAgent.Api.Operations;

/// <summary>Formats the texts of findings.</summary>
internal static class FindingText
{
    /// <summary>Formats a number and a noun, such as <c>1 process</c> or <c>2 messages</c>.</summary>
    public static string Count(long number, string noun) => $"{number} {noun}{(number == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}";
}
