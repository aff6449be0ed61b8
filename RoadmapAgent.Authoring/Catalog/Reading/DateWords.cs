using System.Globalization;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Reads dates: "March", "1 March 2027", "15.3.2027", "2027-03-01", "summer", "the year", "next month".</summary>
/// <param name="words">The words of a goal.</param>
/// <param name="today">The day that dates are relative to; null if it is not known.</param>
internal sealed class DateWords(IReadOnlyList<GoalWord> words, DateOnly? today)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    /// <summary>Returns a date and its number of words; 0 words if there is none, and no date if today is not known.</summary>
    /// <param name="at">The index of the first word.</param>
    /// <param name="isEnd">Whether the end of a month or year is meant instead of its start.</param>
    /// <param name="explicitEnd">Whether a word such as "by" stands before it; only then is a year or season alone a date.</param>
    public (DateOnly? Date, int Count) At(int at, bool isEnd, bool explicitEnd)
    {
        if (Numeric(at) is { Count: > 0 } numeric)
        {
            return numeric;
        }

        if (Number(at) is >= 1 and <= 31 and var day && Months.NumberOf(Key(at + 1)) is > 0 and var month)
        {
            return WithYear(at + 2, 2, month, day, isEnd: false);
        }

        if (Months.NumberOf(Key(at)) is > 0 and var named)
        {
            return Number(at + 1) is >= 1 and <= 31 and var dayAfter
                ? WithYear(at + 2, 2, named, dayAfter, isEnd: false)
                : WithYear(at + 1, 1, named, day: null, isEnd);
        }

        return explicitEnd ? Named(at, isEnd) : (null, 0);
    }

    private (DateOnly? Date, int Count) Named(int at, bool isEnd)
    {
        var (month, day) = Key(at) switch
        {
            "spring" => (3, 20),
            "summer" => (6, 21),
            "autumn" or "fall" => (9, 22),
            "winter" => (12, 21),
            "christma" => (12, 24),
            "year" => (12, 31),
            _ => (0, 0),
        };
        if (month > 0)
        {
            return WithYear(at + 1, 1, month, day, isEnd: false);
        }

        if (Key(at) == "next" && today is { } now)
        {
            return Key(at + 1) switch
            {
                "week" => (now.AddDays(7), 2),
                "month" => (isEnd ? MonthEnd(now.AddMonths(1)) : new DateOnly(now.AddMonths(1).Year, now.AddMonths(1).Month, 1), 2),
                "year" => (isEnd ? new DateOnly(now.Year + 1, 12, 31) : new DateOnly(now.Year + 1, 1, 1), 2),
                _ => (null, 0),
            };
        }

        return Number(at) is >= FirstYear and <= LastYear and var year
            ? (new DateOnly(year, isEnd ? 12 : 1, isEnd ? 31 : 1), 1)
            : (null, 0);
    }

    private (DateOnly? Date, int Count) Numeric(int at)
    {
        string[] formats = ["yyyy.M.d", "d.M.yyyy"];
        if (DateOnly.TryParseExact(Key(at), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var dotted))
        {
            return (dotted, 1);
        }

        var joined = $"{Key(at)}.{Key(at + 1)}.{Key(at + 2)}";
        return DateOnly.TryParseExact(joined, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (date, 3)
            : (null, 0);
    }

    /// <summary>Returns the date with the year that follows; without one, its next occurrence.</summary>
    private (DateOnly? Date, int Count) WithYear(int at, int count, int month, int? day, bool isEnd)
    {
        var hasYear = Number(at) is >= FirstYear and <= LastYear;
        if (!hasYear && today is null)
        {
            return (null, count);
        }

        var year = hasYear ? Number(at) : today!.Value.Year;
        var date = InYear(year);
        return (hasYear || date > today ? date : InYear(year + 1), hasYear ? count + 1 : count);

        DateOnly InYear(int one) => isEnd
            ? MonthEnd(new DateOnly(one, month, 1))
            : new DateOnly(one, month, Math.Min(day ?? 1, DateTime.DaysInMonth(one, month)));
    }

    private static DateOnly MonthEnd(DateOnly month) => new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));

    private int Number(int at) => int.TryParse(Key(at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private string Key(int index) => index < words.Count ? words[index].Key : "";
}
