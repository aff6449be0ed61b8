namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>The English names of the months, in comparable form.</summary>
internal static class Months
{
    private const int ShortestName = 3;

    /// <summary>January to December.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>Returns the number of a month by its name or its first letters, such as "sept"; 0 if there is none.</summary>
    public static int NumberOf(string word) =>
        word.Length < ShortestName ? 0 : Names.ToList().FindIndex(name => name.StartsWith(word, StringComparison.Ordinal)) + 1;
}
