using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Makes values from schemas: valid ones, those at and beyond a limit, and those of another type. All as JSON.</summary>
/// <param name="random">Chooses.</param>
/// <param name="description">Resolves references.</param>
internal sealed class ValueForge(Random random, ApiDescription description)
{
    private const int LongestByDefault = 60;

    // Beyond ASCII: several scripts, right to left, combined and joined characters, beyond the basic plane.
    private static readonly string[] Words =
    [
        "learn", "SQL", "Go", "C#", "React", "Zürich", "Ἑλλάς", "Привет", "עברית", "العربية", "日本語", "学习", "e\u0301",
        "👩‍💻", "𝔘", "ﬁ", "İ",
        "%", "_", "'", "\"", "\\", "<b>", "${x}", "{{x}}", "--", ";", "../..", "a\u00a0b", "\u200b", "\u2028", "\ufeff", "\ufffd",
    ];

    private static readonly string[] Bidirectional = ["\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c"];

    /// <summary>Makes a valid value.</summary>
    public string Valid(JsonElement schema)
    {
        schema = description.Resolve(schema);
        if (schema.TryGetProperty("enum", out var names))
        {
            return Pick([.. names.EnumerateArray().Select(name => name.GetRawText())]);
        }

        switch (TypeOf(schema))
        {
            case "boolean":
                return random.Next(2) == 0 ? "true" : "false";
            case "integer" or "number":
                var (least, most) = Range(schema);
                return random.NextInt64(least, Math.Min(most, least + 1_000) + 1).ToString(CultureInfo.InvariantCulture);
            case "array":
                var count = random.Next((int)Math.Min(Limit(schema, "maxItems") ?? 3, 4) + 1);
                var items = Enumerable.Range(0, count).Select(_ => Valid(schema.GetProperty("items"))).Distinct();
                return $"[{string.Join(',', items)}]";
            case "object":
                return "{}";
            default:
                return Quote(Text(schema));
        }
    }

    /// <summary>Makes a valid text.</summary>
    public string Text(JsonElement schema)
    {
        var (least, most) = Lengths(schema);
        return OfLength(schema, random.Next(4) switch { 0 => least, 1 => most, _ => random.Next(least, Math.Min(most, least + 40) + 1) });
    }

    /// <summary>Makes values just within the limits and just beyond, each with what is special about it and whether it is valid.</summary>
    public IReadOnlyList<(string Kind, string Json, bool IsValid)> Limits(JsonElement schema)
    {
        schema = description.Resolve(schema);
        var values = new List<(string Kind, string Json, bool IsValid)>();
        switch (TypeOf(schema))
        {
            case "integer" when schema.TryGetProperty("minimum", out _) && schema.TryGetProperty("maximum", out _):
                var (least, most) = Range(schema);
                values.AddRange(
                [
                    ("the least number", Number(least), true), ("the greatest number", Number(most), true),
                    ("less than the least number", Number(least - 1), false), ("more than the greatest number", Number(most + 1), false),
                ]);
                break;
            case "integer" when schema.TryGetProperty("minimum", out var minimum):
                values.Add(("less than the least number", Number(minimum.GetInt64() - 1), false));
                break;
            case "array" when Limit(schema, "maxItems") is { } items:
                values.Add(("the most items", Items(schema, (int)items), true));
                values.Add(("one item too many", Items(schema, (int)items + 1), false));
                break;
            case "string" when Limit(schema, "maxLength") is not null:
                var (shortest, longest) = Lengths(schema);
                values.Add(("the longest text", Quote(OfLength(schema, longest)), true));
                values.Add(("a text that is too long", Quote(OfLength(schema, longest + 1)), false));
                values.Add(("the shortest text", Quote(OfLength(schema, shortest)), true));
                if (shortest > 0)
                {
                    values.Add(("a text that is too short", Quote(OfLength(schema, shortest - 1)), false));
                }

                break;
            case "string" when schema.TryGetProperty("enum", out _):
                values.Add(("an unknown name", "\"nobody\"", false));
                break;
        }

        if (TypeOf(schema) == "array" && schema.TryGetProperty("items", out var item))
        {
            values.AddRange(Limits(item).Select(one => ($"an item that is {one.Kind}", $"[{one.Json}]", one.IsValid)));
        }

        return values;
    }

    /// <summary>Makes a value of a type that the schema does not have.</summary>
    public string OfAnotherType(JsonElement schema)
    {
        var types = SchemaCheck.TypesOf(description.Resolve(schema));
        (string Type, string Json)[] all =
        [
            ("string", "\"five\""), ("integer", "5"), ("number", "5.5"), ("boolean", "true"), ("array", "[]"), ("array", "[[[]]]"),
            ("object", "{}"), ("object", "{\"a\":{\"a\":1}}"), ("integer", "1e400"), ("integer", "-99999999999999999999"),
        ];
        return Pick([.. all.Where(one => !types.Contains(one.Type)).Select(one => one.Json)]);
    }

    /// <summary>Makes a text of characters that many programs treat wrongly, as JSON with escapes.</summary>
    public string Strange() => $"\"abc {Pick(
    [
        "\\ud800", "\\udc00\\ud800", "\\u0000", "\\u0001", "\\u001b[31m", "\\u007f", "\\u0085", "\\ufffe", "\\uffff", "\\ud83d\\ude00",
        .. Bidirectional, "e" + new string('\u0301', 50), "\\b\\f\\n\\r\\t", "\\u2028\\u2029", "\u200b\u200b", "\u00a0",
    ])} xyz\"";

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Writes a text as JSON.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private string OfLength(JsonElement schema, int length)
    {
        var pattern = schema.TryGetProperty("pattern", out var given) ? given.GetString()! : "";
        if (pattern.StartsWith("^[!-~]", StringComparison.Ordinal))
        {
            return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('!', '~' + 1)));
        }

        if (pattern.StartsWith("^[0-9]", StringComparison.Ordinal))
        {
            return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('0', '9' + 1)));
        }

        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Pick(Words)).Append(' ');
        }

        // Neither half a character nor a blank at an end, which is not counted.
        text.Length = length;
        for (var i = 0; i < length; i++)
        {
            if (char.IsSurrogate(text[i]) || ((i == 0 || i == length - 1) && !char.IsLetterOrDigit(text[i])))
            {
                text[i] = 'x';
            }
        }

        return text.ToString();
    }

    private static string Items(JsonElement schema, int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(i => IsText(schema.GetProperty("items")) ? $"\"T{i}\"" : Number(i)))}]";

    private static bool IsText(JsonElement schema) => TypeOf(schema) == "string";

    private static (long Least, long Most) Range(JsonElement schema) =>
        ((long)(Limit(schema, "minimum") ?? 0), (long)(Limit(schema, "maximum") ?? 3));

    private static (int Least, int Most) Lengths(JsonElement schema)
    {
        var least = (int)(Limit(schema, "minLength") ?? 1);
        return (least, (int)(Limit(schema, "maxLength") ?? Math.Max(least, LongestByDefault)));
    }

    private static double? Limit(JsonElement schema, string name) => schema.TryGetProperty(name, out var limit) ? limit.GetDouble() : null;

    private static string TypeOf(JsonElement schema) => SchemaCheck.TypesOf(schema).First(type => type != "null");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
