using System.Text;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>
/// Splits text into comparable words: lower case, no plural, "back-end" and "back end" alike, "C#", ".NET" and "Node.js" whole.
/// </summary>
internal static class Words
{
    private static readonly Dictionary<(string, string), string> Compounds = new()
    {
        [("back", "end")] = "backend",
        [("front", "end")] = "frontend",
        [("full", "stack")] = "fullstack",
        [("dev", "op")] = "devop",
        [("dot", "net")] = ".net",
        [("micro", "service")] = "microservice",
        [("data", "base")] = "database",
    };

    /// <summary>Returns the words of <paramref name="text"/> in order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || (c is '#' or '+' && word.Length > 0) || IsInnerDot(text, i))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’'))
            {
                Finish(words, word);
            }
        }

        Finish(words, word);
        return words;
    }

    /// <summary>Returns the words as one string, for comparing names.</summary>
    public static string Key(string text) => string.Join(' ', Of(text));

    private static bool IsInnerDot(string text, int i) =>
        text[i] == '.' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);

    private static void Finish(List<string> words, StringBuilder word)
    {
        if (word.Length == 0)
        {
            return;
        }

        var next = Singular(word.ToString());
        word.Clear();
        if (words.Count > 0 && Compounds.TryGetValue((words[^1], next), out var compound))
        {
            words[^1] = compound;
        }
        else
        {
            words.Add(next);
        }
    }

    private static string Singular(string word) => word switch
    {
        "dotnet" => ".net",
        _ when word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal)
            && !word.EndsWith(".js", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };
}
