using System.Globalization;
using System.Text;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>Reads objects as models write them.</summary>
internal static class LenientJson
{
    private const string Escapes = "\"\\/bfnrtu";

    /// <summary>
    /// Finds the end of the object that begins at a position, and makes its strings valid: control characters become escapes, and a
    /// backslash before any other character than JSON's escapes stands for itself.
    /// </summary>
    /// <returns>The object and its length in the text; null if it has no end.</returns>
    public static (byte[] Json, int Length)? ObjectAt(string text, int start)
    {
        var json = new StringBuilder();
        var (depth, inString) = (0, false);
        for (var at = start; at < text.Length; at++)
        {
            var c = text[at];
            if (inString && c == '\\')
            {
                var known = at + 1 < text.Length && Escapes.Contains(text[at + 1], StringComparison.Ordinal);
                json.Append(known ? text.AsSpan(at++, 2) : @"\\");
                continue;
            }

            inString ^= c == '"';
            depth += inString ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            if (inString && char.IsControl(c))
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                json.Append(c);
            }

            if (depth == 0)
            {
                return (Encoding.UTF8.GetBytes(json.ToString()), at - start + 1);
            }
        }

        return null;
    }
}
