using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Splits Chinese text, which has no spaces, into known words and translates them.</summary>
internal static class ChineseWords
{
    private const string Digits = "零一二三四五六七八九十";
    private const int LongestNumber = 3;

    /// <summary>Units of time, the longest first.</summary>
    private static readonly (string Unit, string English)[] Units =
        [
        ("个星期", "week"), ("星期", "week"), ("个月", "month"), ("小时", "hour"), ("周", "week"), ("天", "day"), ("年", "year"),
    ];

    /// <summary>Whether a text contains a Chinese character.</summary>
    public static bool IsChinese(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u4e00', '\u9fff');

    /// <summary>Returns the words of a run of Chinese and other letters.</summary>
    public static IEnumerable<GoalWord> Of(string text, Word run, Pause before, Lexicon lexicon)
    {
        var unknown = -1;
        for (var i = run.Start; i < run.End;)
        {
            var (english, length) = At(text, i, run.End, lexicon);
            if (length == 0)
            {
                unknown = unknown < 0 ? i : unknown;
                i++;
                continue;
            }

            if (unknown >= 0)
            {
                yield return new GoalWord(text[unknown..i], unknown, i, before, IsCapital: false);
                (unknown, before) = (-1, Pause.None);
            }

            foreach (var key in english.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new GoalWord(key, i, i + length, before, IsCapital: !IsChinese(text.AsSpan(i, 1)) && char.IsUpper(text[i]));
                before = Pause.None;
            }

            i += length;
        }

        if (unknown >= 0)
        {
            yield return new GoalWord(text[unknown..run.End], unknown, run.End, before, IsCapital: false);
        }
    }

    /// <summary>Returns the English of the longest known word at a place and its length; length 0 if there is none.</summary>
    private static (string English, int Length) At(string text, int start, int end, Lexicon lexicon)
    {
        if (!IsChinese(text.AsSpan(start, 1)) && !char.IsDigit(text[start]))
        {
            var stop = start;
            while (stop < end && !IsChinese(text.AsSpan(stop, 1)))
            {
                stop++;
            }

            return (Words.Key(text[start..stop]), stop - start);
        }

        if (Time(text.AsSpan(start, end - start)) is { Length: > 0 } time)
        {
            return time;
        }

        for (var length = end - start; length > 0; length--)
        {
            if (lexicon.Chinese.TryGetValue(text.Substring(start, length), out var english))
            {
                return (english, length);
            }
        }

        return ("", 0);
    }

    /// <summary>Reads "六周内", "3个月" or "三月底之前".</summary>
    private static (string English, int Length) Time(ReadOnlySpan<char> text)
    {
        var (number, length) = Number(text);
        if (length == 0)
        {
            return ("", 0);
        }

        var rest = text[length..];
        foreach (var (unit, english) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal))
            {
                return ($"in {number} {english}", length + unit.Length + After(rest[unit.Length..]));
            }
        }

        if (rest.StartsWith("月", StringComparison.Ordinal) && number is >= 1 and <= 12)
        {
            var isEnd = rest.StartsWith("月底", StringComparison.Ordinal);
            var used = isEnd ? 2 : 1;
            var month = Months.Names[number - 1];
            return ($"by {(isEnd ? "end " : "")}{month}", length + used + After(rest[used..]));
        }

        return ("", 0);
    }

    /// <summary>Reads "12", "十二" or "二十"; length 0 if there is no number.</summary>
    private static (int Number, int Length) Number(ReadOnlySpan<char> text)
    {
        var (number, length) = (0, 0);
        for (; length < Math.Min(text.Length, LongestNumber); length++)
        {
            var c = text[length];
            var digit = char.IsAsciiDigit(c) ? c - '0' : c == '两' ? 2 : Digits.IndexOf(c);
            if (digit < 0)
            {
                break;
            }

            number = digit == 10 ? Math.Max(1, number) * 10
                : number % 10 == 0 && !char.IsAsciiDigit(c) ? number + digit
                : (number * 10) + digit;
        }

        return (number, length);
    }

    /// <summary>Returns the length of "within" or "before" after a time.</summary>
    private static int After(ReadOnlySpan<char> rest)
    {
        foreach (var word in (string[])["以内", "之内", "之前", "以前", "内", "前", "里"])
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
