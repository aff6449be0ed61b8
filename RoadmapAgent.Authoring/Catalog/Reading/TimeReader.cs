using System.Globalization;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Reads times in a goal: "in 6 weeks", "by the end of March", "10 hours a week".</summary>
/// <param name="text">The goal.</param>
/// <param name="words">Its words.</param>
/// <param name="today">The day of the request, which dates are relative to; null if it is not known.</param>
internal sealed class TimeReader(string text, IReadOnlyList<GoalWord> words, DateOnly? today)
{
    private const int DaysPerWeek = 7;
    private const int DaysPerYear = 365;

    /// <summary>In comparable form.</summary>
    private const string This = "thi";

    private static readonly string[] Numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly HashSet<string> Beginnings = ["in", "within", "over", "next", "during", "under", "for", "inside", "take"];
    private static readonly HashSet<string> Softeners =
        ["the", "next", "about", "around", "roughly", "only", "just", "at", "most", "max", "maximum", "less", "than", "coming", "my", "of"];

    private static readonly HashSet<string> Ends = ["by", "before", "until", "till"];

    /// <summary>Returns the time at a place and its number of words; 0 words if there is none.</summary>
    public (TimeLimit? Time, int Count) At(int start)
    {
        var dated = Date(start);
        return dated.Count > 0 ? dated : Span(start);
    }

    /// <summary>Whether the words at a place are hours per week, which the request has a field for; returns their number.</summary>
    public int HoursPerWeek(int start)
    {
        var (number, after) = Number(start);
        if (number is null || Key(after) is not ("hour" or "h" or "hr"))
        {
            return start > 0 && Key(start - 1) == "weekly" && Span(start) is { Time.Hours: not null, Count: var count } ? count : 0;
        }

        var end = after + 1;
        if (Key(end) is "weekly" or "daily")
        {
            return end + 1 - start;
        }

        var isRate = Key(end) is "a" or "per" or "each" or "every" or "week" or "day";
        var unit = Key(end) is "a" or "per" or "each" or "every" ? end + 1 : end;
        return isRate && Key(unit) is "week" or "day" or "weekday" or "weekend" or "evening" ? unit + 1 - start : 0;
    }

    private (TimeLimit? Time, int Count) Span(int start)
    {
        var begins = Beginnings.Contains(Key(start));
        var at = begins ? start + 1 : start;
        while (at < words.Count && Softeners.Contains(Key(at)))
        {
            at++;
        }

        var (number, unit) = Number(at);
        if (number is null && begins && Key(at) is "a" or "an")
        {
            (number, unit) = (1, at + 1);
        }

        var (size, isHours, used) = Unit(unit);
        if (number is not { } many || used == 0 || Key(unit + used) is "of" or "experience" or "ago" or "old")
        {
            return (null, 0);
        }

        var count = unit + used - start;
        return isHours
            ? (new TimeLimit(Quote(start, count), null, (int)Math.Ceiling(many)), count)
            : (new TimeLimit(Quote(start, count), (int)Math.Ceiling(many * size)), count);
    }

    /// <summary>Reads a number; returns it with the index after it, or null.</summary>
    private (double? Number, int After) Number(int at)
    {
        var key = Key(at);
        if (key == "half")
        {
            return (0.5, Key(at + 1) is "a" or "an" ? at + 2 : at + 1);
        }

        if (key is "couple" or "few" || (key == "a" && Key(at + 1) is "couple" or "few"))
        {
            var word = key == "a" ? at + 1 : at;
            return (Key(word) == "couple" ? 2 : 3, Key(word + 1) == "of" ? word + 2 : word + 1);
        }

        var named = Array.IndexOf(Numbers, key);
        var isNumber = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1000;
        return isNumber ? (number, at + 1) : named > 0 ? (named, at + 1) : (null, at);
    }

    /// <summary>Reads a unit; returns its days, or that it is hours, with the number of words.</summary>
    private (double Days, bool IsHours, int Count) Unit(int at) => Key(at) switch
    {
        "day" => (1, false, 1),
        "week" or "wk" or "w" => (DaysPerWeek, false, 1),
        "month" or "mo" => (DaysPerYear / 12.0, false, 1),
        "year" or "yr" => (DaysPerYear, false, 1),
        "hour" or "h" or "hr" => (0, true, 1),
        _ => (0, false, 0),
    };

    private (TimeLimit? Time, int Count) Date(int start)
    {
        if (!Ends.Contains(Key(start)) && Key(start) is not ("in" or This))
        {
            return (null, 0);
        }

        var at = start + 1;
        while (Key(at) is "the" or "of" or "early" or "mid" or "late" or "start" or "beginning" or "middle" or "my")
        {
            at++;
        }

        var isEnd = Key(at) is "end";
        at = isEnd ? at + 1 : at;
        while (Key(at) is "of" or "the" or This)
        {
            at++;
        }

        var (date, count) = new DateWords(words, today).At(at, isEnd, explicitEnd: isEnd || Key(start) != "in");
        if (count == 0)
        {
            return (null, 0);
        }

        var total = at + count - start;
        var days = date is { } end && today is { } now ? end.DayNumber - now.DayNumber : (int?)null;
        return (new TimeLimit(Quote(start, total), days), total);
    }

    private string Key(int index) => index >= 0 && index < words.Count ? words[index].Key : "";

    private string Quote(int start, int count) => text[words[start].Start..words[start + count - 1].End];
}
