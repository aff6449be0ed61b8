using System.Text.RegularExpressions;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Makes a line to read of a piece of Markdown that may begin and end anywhere.</summary>
internal static partial class Excerpt
{
    private const int LongestPart = 25;

    /// <summary>
    /// Returns the text on one line, without the marks of headings, lists, quotations, links, emphasis and code. An ellipsis takes the
    /// place of a word that is not whole, if there are spaces between the words at all.
    /// </summary>
    /// <param name="markdown">The piece.</param>
    /// <param name="begins">Whether nothing precedes it.</param>
    /// <param name="ends">Whether nothing follows it.</param>
    public static string Of(string markdown, bool begins, bool ends)
    {
        var text = WithoutMarks(markdown);
        if (!begins && text.IndexOf(' ', StringComparison.Ordinal) is >= 0 and <= LongestPart and var first)
        {
            text = $"…{text[first..]}";
        }

        return !ends && text.LastIndexOf(' ') is var last and > 0 && text.Length - last <= LongestPart + 1 ? $"{text[..last]} …" : text;
    }

    private static string WithoutMarks(string markdown)
    {
        var text = Fences().Replace(markdown, "");
        text = LineStarts().Replace(text, "");
        text = Links().Replace(text, "$1");
        text = Emphasis().Replace(text, "$1");
        text = Code().Replace(text, "$1");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"^[ \t]*(?:```|~~~).*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Fences();

    // The first line may be the middle of one.
    [GeneratedRegex(@"(?<=\n)[ \t]*(?:#{1,6}|>|[-*+]|[0-9]{1,3}[.)])[ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex LineStarts();

    [GeneratedRegex(@"!?\[([^\]\n]*)\]\([^)\s]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    // Not the powers of a formula.
    [GeneratedRegex(@"(?<![\w*])\*\*(\S[^*\n]*)\*\*(?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"`([^`\n]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
