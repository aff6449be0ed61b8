namespace RoadmapAgent.Authoring.Chat;

/// <summary>Text that a server wrote, for a message or a log.</summary>
internal static class ServerWords
{
    private const int Longest = 500;

    /// <summary>Makes it one line of at most 500 characters.</summary>
    public static string Shorten(string text)
    {
        var line = string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c)));
        return line.Length <= Longest ? line
            // Half a character cannot be stored.
            : line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
