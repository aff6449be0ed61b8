using System.Text;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Data.Operations;

/// <summary>Removes from a statement what may be somebody's data: literals and comments.</summary>
public static partial class QueryText
{
    private const int Longest = 300;

    /// <summary>
    /// Returns a statement with <c>?</c> for every string and number, without comments, in one line, cut off after 300 characters. What is
    /// not certain to be outside a literal is removed: PostgreSQL cuts statements off as well, also within a literal.
    /// </summary>
    /// <param name="sql">The statement, as <c>pg_stat_activity</c> shows it.</param>
    public static string WithoutLiterals(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var text = new StringBuilder();
        var end = 0;
        foreach (Match token in Token().Matches(sql))
        {
            text.Append(sql, end, token.Index - end);
            end = token.Index + token.Length;
            var value = token.Value;
            if (token.Groups["word"].Success)
            {
                text.Append(value);
            }
            else if (token.Groups["comment"].Success)
            {
                text.Append(' ');
            }
            else
            {
                text.Append('?');
                // Without standard_conforming_strings a backslash may have hidden the end of the string: nothing after it is certain.
                if (token.Groups["string"].Success && value.EndsWith("\\'", StringComparison.Ordinal))
                {
                    end = sql.Length;
                    text.Append(" …");
                    break;
                }
            }
        }

        text.Append(sql, end, sql.Length - end);
        var line = Space().Replace(text.ToString(), " ").Trim();
        return line.Length > Longest ? $"{line[..Longest]}…" : line;
    }

    // In this order: an escape string before the word that its prefix looks like. Everything unterminated extends to the end.
    [GeneratedRegex("""
        (?<escape>\b[eE]'(?:[^'\\]|\\.|'')*(?:'|\\?\z))
        |(?<string>(?:\b(?:[bBxXnN]|[uU]&))?'(?:[^']|'')*(?:'|\z))
        |(?<dollar>(?<![\w$])\$(?<tag>(?:[A-Za-z_\x80-\uffff][\w]*)?)\$(?:.*?\$\k<tag>\$|.*\z))
        |(?<comment>--[^\r\n]*|/\*.*?(?:\*/|\z))
        |(?<word>"(?:[^"]|"")*(?:"|\z)|\$\d+|[A-Za-z_\x80-\uffff][\w$]*)
        |(?<number>\d[\w.]*|\.\d[\w.]*)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
