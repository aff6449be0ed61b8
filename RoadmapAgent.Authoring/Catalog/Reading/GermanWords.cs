using System.Text;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Translates German words and phrases among the words of a goal.</summary>
internal static class GermanWords
{
    /// <summary>Endings of compounds, the longest first, and what they mean.</summary>
    private static readonly (string Ending, string English)[] Endings =
    [
        ("entwicklerinnen", "developer"), ("entwicklerin", "developer"), ("entwicklern", "developer"), ("entwickler", "developer"),
        ("entwicklung", "development"), ("programmiererin", "developer"), ("programmierer", "developer"),
        ("programmierung", "programming"), ("ingenieurin", "engineer"), ("ingenieur", "engineer"), ("kenntnisse", "knowledge"),
        ("erfahrung", "experience"), ("prüfung", "exam"), ("zertifizierung", "certification"),
    ];

    /// <summary>A shorter German word may be an English one: "die", "am", "pro".</summary>
    private const int ShortestCertain = 5;

    private static readonly HashSet<string> CertainShort = ["ich", "und", "der", "das", "von", "bis", "mit", "auf", "zum", "zur", "kein"];

    /// <summary>
    /// Returns the words with German ones in English, if some are certainly German; each translation has the place of its original.
    /// </summary>
    public static IReadOnlyList<GoalWord> Translate(IReadOnlyList<GoalWord> words, Lexicon lexicon)
    {
        if (!words.Any(word => IsCertain(word.Key, lexicon)))
        {
            return words;
        }

        var translated = new List<GoalWord>();
        for (var i = 0; i < words.Count;)
        {
            var (english, count) = lexicon.German.At(words, i);
            if (count > 0)
            {
                Add(translated, english!, words[i], words[i + count - 1].End);
                i += count;
                continue;
            }

            if (Compound(words[i], lexicon) is { } parts)
            {
                Add(translated, parts, words[i], words[i].End);
            }
            else
            {
                translated.Add(words[i]);
            }

            i++;
        }

        return translated;
    }

    private static bool IsCertain(string word, Lexicon lexicon) =>
        CertainShort.Contains(word)
        || (lexicon.German.Exact(word) is not null && (word.Length >= ShortestCertain || !Ascii.IsValid(word)))
        || Endings.Any(one => word.Length > one.Ending.Length && word.EndsWith(one.Ending, StringComparison.Ordinal));

    private static string? Compound(GoalWord word, Lexicon lexicon)
    {
        foreach (var (ending, english) in Endings)
        {
            if (word.Key.Length > ending.Length && word.Key.EndsWith(ending, StringComparison.Ordinal))
            {
                var first = word.Key[..^ending.Length];
                return $"{lexicon.German.Exact(first) ?? lexicon.German.Exact(first.TrimEnd('s')) ?? first} {english}";
            }
        }

        return null;
    }

    private static void Add(List<GoalWord> words, string english, GoalWord first, int end)
    {
        var before = first.Before;
        foreach (var key in english.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(new GoalWord(key, first.Start, end, before, IsCapital: false));
            before = Pause.None;
        }
    }
}
