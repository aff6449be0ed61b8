using System.Text;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Authoring.Rendering;

/// <summary>Prepares text typed by a learner for quotation.</summary>
internal static partial class OneLine
{
    /// <summary>
    /// Returns the text without control characters and repeated white space, cut to <paramref name="length"/> characters.
    /// </summary>
    public static string Of(string text, int length)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else
            {
                line.Append(rune);
            }
        }

        var result = line.ToString().TrimEnd();
        if (result.Length <= length)
        {
            return result;
        }

        var cut = length - 1;
        if (char.IsHighSurrogate(result[cut - 1]))
        {
            cut--;
        }

        return result[..cut].TrimEnd() + "…";
    }

    /// <summary>Returns the same text with backslashes before exactly those characters that Markdown would interpret there.</summary>
    public static string Markdown(string text, int length) => MarkdownMarkup().Replace(Of(text, length), @"\$&");

    /// <summary>Returns "a, b, c"; for titles, because their parts may contain "and".</summary>
    public static string Title(IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>Returns "a", "a and b" or "a, b and c"; beyond <paramref name="most"/> items the rest is counted.</summary>
    public static string List(IEnumerable<string> items, int most = 6)
    {
        var all = items.ToList();
        if (all.Count > most)
        {
            all = [.. all.Take(most - 1), $"{all.Count - most + 1} more"];
        }

        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }

    // Inside a line; an underscore that is not inside a word; an entity; what begins a block; what closes a heading.
    [GeneratedRegex("""
        [\\`*\[<~]
        | (?<![\p{L}\p{N}])_ | _(?![\p{L}\p{N}])
        | &(?=\#?\w+;)
        | ^> | ^[\#+\-=](?=[\#+\-=\x20]|$) | (?<=^[0-9]{1,9})[.)](?=\x20|$)
        | (?<=\x20)\#(?=\#*$)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MarkdownMarkup();
}
