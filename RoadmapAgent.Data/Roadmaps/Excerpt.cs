using System.Text.RegularExpressions;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Makes a line to read of a piece of Markdown that may begin and end anywhere.</summary>
internal static partial class Excerpt
{
    /// <summary>Returns the text on one line, without the marks of headings, lists, quotations, links, emphasis and code.</summary>
    public static string Of(string markdown)
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
