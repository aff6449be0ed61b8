using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Splits a goal into words and translates those that are not English.</summary>
internal static class GoalWords
{
    /// <summary>In titles and shouted text, capital letters tell nothing.</summary>
    private const double MostCapitals = 0.6;

    private const int FewestWordsOfTitle = 3;

    /// <summary>Returns the words of a goal.</summary>
    public static IReadOnlyList<GoalWord> Of(string text, Lexicon lexicon)
    {
        var words = new List<GoalWord>();
        var raw = Words.In(text);
        var hasMeaningfulCapitals = !IsTitle(text, raw);
        var end = 0;
        foreach (var word in raw)
        {
            var before = PauseIn(text[end..word.Start]);
            end = word.End;
            if (ChineseWords.IsChinese(text.AsSpan(word.Start, word.End - word.Start)))
            {
                words.AddRange(ChineseWords.Of(text, word, before, lexicon));
                continue;
            }

            var isFirst = words.Count == 0 || before is Pause.Sentence or Pause.Open;
            var isCapital = hasMeaningfulCapitals && !isFirst && char.IsUpper(text[word.Start]);
            words.AddRange(Split(new GoalWord(word.Key, word.Start, word.End, before, isCapital)));
        }

        return GermanWords.Translate(words, lexicon);
    }

    /// <summary>Splits a number from its unit: "6weeks", "10h".</summary>
    private static GoalWord[] Split(GoalWord word)
    {
        var digits = word.Key.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && word.Key[digits..] is "week" or "w" or "wk" or "month" or "mo" or "day" or "year" or "hour" or "h" or "hr"
            ? [word with { Key = word.Key[..digits] }, word with { Key = word.Key[digits..], Before = Pause.None }]
            : [word];
    }

    /// <summary>Returns the strongest pause in what stands between two words.</summary>
    private static Pause PauseIn(string between) =>
        between.Any(c => c is '.' or '!' or '?' or ';' or '\n' or '。' or '！' or '？' or '；') ? Pause.Sentence
        : between.Contains('(') || between.Contains('（') || between.Contains('[') ? Pause.Open
        : between.Contains(')') || between.Contains('）') || between.Contains(']') ? Pause.Close
        : between.Any(c => c is ',' or '，' or '、' or '/' or '&' or '+' or ':' or '：' or '|' or '–' or '—' or '→' or '>')
            || between.Contains(" - ", StringComparison.Ordinal) ? Pause.Comma
        : Pause.None;

    private static bool IsTitle(string text, IReadOnlyList<Word> words)
    {
        var written = words.Where(word => !IsAcronym(text[word.Start..word.End])).ToList();
        return written.Count == 0
            || (written.Count >= FewestWordsOfTitle
                && written.Count(word => char.IsUpper(text[word.Start])) > written.Count * MostCapitals);
    }

    private static bool IsAcronym(string word) => word.Length > 1 && !word.Any(char.IsLower);
}
