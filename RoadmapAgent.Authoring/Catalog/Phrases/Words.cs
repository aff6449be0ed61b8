using System.Text;

namespace RoadmapAgent.Authoring.Catalog.Phrases;

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
    public static IReadOnlyList<string> Of(string text) => [.. In(text).Select(word => word.Key)];

    /// <summary>Returns the words of <paramref name="text"/> in order, with their places.</summary>
    public static IReadOnlyList<Word> In(string text)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || (word.Length > 0 && IsSuffix(text, i)) || IsInnerDot(text, i))
            {
                start = word.Length == 0 ? i : start;
                word.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’'))
            {
                Finish(words, word, start, i);
            }
        }

        Finish(words, word, start, text.Length);
        return words;
    }

    /// <summary>Returns the words as one string, for comparing names.</summary>
    public static string Key(string text) => string.Join(' ', Of(text));

    /// <summary>Whether a "+" or "#" ends a word, as in "C++" and "C#", instead of joining two, as in "HTML+CSS".</summary>
    private static bool IsSuffix(string text, int i) =>
        text[i] is '#' or '+' && (i + 1 == text.Length || !char.IsLetter(text[i + 1]));

    private static bool IsInnerDot(string text, int i) =>
        text[i] == '.' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);

    private static void Finish(List<Word> words, StringBuilder word, int start, int end)
    {
        if (word.Length == 0)
        {
            return;
        }

        var next = Singular(word.ToString());
        word.Clear();
        if (words.Count > 0 && Compounds.TryGetValue((words[^1].Key, next), out var compound))
        {
            words[^1] = new Word(compound, words[^1].Start, end);
        }
        else
        {
            words.Add(new Word(next, start, end));
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
