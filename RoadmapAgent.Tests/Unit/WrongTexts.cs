using System.Globalization;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.Tests.Unit;

/// <summary>Texts that are not valid for a setting, by its type and range.</summary>
internal static class WrongTexts
{
    // Full-width digits, a non-breaking space, an Arabic digit, an emoji.
    private static readonly string[] Unicode = ["３", "1\u00a0", "٣", "😀", "ｔｒｕｅ"];

    /// <summary>Returns a row for every key and every text that is wrong for it.</summary>
    public static IEnumerable<(string Key, string Text)> Of(IEnumerable<SettingDefinition> definitions) =>
        from definition in definitions
        from text in Of(definition)
        select (definition.Key.Replace("<name>", "api", StringComparison.Ordinal), text);

    private static IEnumerable<string> Of(SettingDefinition definition)
    {
        var type = definition.Type;
        string[] texts = type.IsEnum ? ["7", "0", "none", string.Join(',', Enum.GetNames(type)), .. Unicode]
            : type == typeof(int) ? ["many", "0.5", "1e3", "0x10", "1,5", "1 000", "NaN", "99999999999", "true", .. Unicode]
            : type == typeof(double) ? ["twice", "NaN", "Infinity", "-Infinity", "∞", "1e400", "1,5", "0x1", "true", .. Unicode]
            : type == typeof(bool) ? ["yes", "1", "on", "tru", "true,false", .. Unicode]
            : type == typeof(TimeSpan) ? ["soon", "1m", "00:00:61", "-00:00:01", "10000.00:00:00", .. Unicode]
            : type == typeof(Uri) ? ["localhost", "ftp://models.example", "😀", "//x"]
            : type == typeof(byte[]) ? ["%", "ä", .. Unicode]
            : ["bell\a", "two\nlines"];
        return
        [
            .. texts,
            "", " ", "\u00a0",
            .. definition.Range is { } range && type != typeof(TimeSpan) ? Outside(range, type) : [],
        ];
    }

    private static IEnumerable<string> Outside(System.ComponentModel.DataAnnotations.RangeAttribute range, Type type)
    {
        var step = type == typeof(int) ? 1 : 0.4m;
        yield return (Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture) - step).ToString(CultureInfo.InvariantCulture);
        yield return (Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture) + step).ToString(CultureInfo.InvariantCulture);
    }
}
