using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>What can be wrong with a body.</summary>
/// <param name="random">Chooses.</param>
/// <param name="values">Makes values.</param>
internal sealed class BodyMutations(Random random, ValueForge values)
{
    // Larger than the API accepts.
    private const int TooLarge = 150_000;

    private static readonly string[] NoObjects =
    [
        "", "null", "[]", "\"goal\"", "42", "true", "{", "}", "not json", "[{}]", "\u0000", "{}{}", "{\"a\":1}}", "//c\n{}", "{\"a\":1,}",
        "{'a':1}",
        "{a:1}", "{\"a\" 1}", "<xml/>", "a=b&c=d", "\"\\ud800\"", "-", "1e", "nul", "{\"\":{}}", " ", "\n\n", "[", "{\"a\":[}",
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Action<Draft>> All =>
    [
        AtLimit, AtLimit, AtLimit, AnotherType, AnotherType, Null, Missing, Unknown, Twice, Deep, HugeNumber, NotANumber, StrangeText,
        StrangeText,
        InvalidUtf8, Truncated, NoObject, WrongType, Charset, Oversized, WithMark, OtherCase, RawText, EndsEarly,
    ];

    private void AtLimit(Draft draft) => Field(draft, (property, i) =>
    {
        if (values.Limits(property.Value) is not { Count: > 0 } limits)
        {
            return;
        }

        var (kind, json, isValid) = values.Pick(limits);
        draft.Members![i] = (draft.Members[i].Name, json);
        draft.Be(kind, isValid ? Expectation.Allowed : Expectation.Forbidden, isValid ? null : property.Name);
    });

    private void AnotherType(Draft draft) => Field(draft, (property, i) =>
    {
        draft.Members![i] = (draft.Members[i].Name, values.OfAnotherType(property.Value));
        draft.Be("a field of another type", Expectation.Forbidden, property.Name);
    });

    private void Null(Draft draft) => Field(draft, (property, i) =>
    {
        draft.Members![i] = (draft.Members[i].Name, "null");
        var isValid = SchemaCheck.TypesOf(property.Value).Contains("null");
        draft.Be("a field that is null", isValid ? Expectation.Any : Expectation.Forbidden, null);
    });

    private void Missing(Draft draft) => Field(draft, (property, i) =>
    {
        draft.Members!.RemoveAt(i);
        var isRequired = draft.Operation.Body!.Value.GetProperty("required").EnumerateArray().Any(one => one.GetString() == property.Name);
        draft.Be("a missing field", isRequired ? Expectation.Forbidden : Expectation.Any, isRequired ? property.Name : null);
    });

    private void Unknown(Draft draft)
    {
        string[] names = ["__proto__", "$type", "id", "owner", "Goal2", "constructor", "status", "\\u0000", "\\ud83d\\ude00"];
        string[] contents = ["1", "{}", "\"System.String\""];
        draft.Members!.Insert(random.Next(draft.Members.Count + 1), ($"\"{values.Pick(names)}\"", values.Pick(contents)));
        draft.Be("an unknown field", Expectation.Forbidden);
    }

    private void Twice(Draft draft) => Field(draft, (property, _) =>
    {
        draft.Members!.Add((ValueForge.Quote(property.Name), values.Valid(property.Value)));
        draft.Be("a field that is sent twice");
    });

    private void Deep(Draft draft)
    {
        var depth = values.Pick((int[])[70, 1_000, 20_000]);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested = new StringBuilder().Insert(0, open, depth).Append('1').Insert(open.Length * depth + 1, close, depth).ToString();
        Field(draft, (_, i) => draft.Members![i] = (draft.Members[i].Name, nested));
        draft.Be("deep nesting", Expectation.Forbidden);
    }

    private void HugeNumber(Draft draft)
    {
        string[] numbers =
        [
            "1e400", "-1e400", "1e-400", "9223372036854775808", "-9223372036854775809", "2147483648", "-0", "1.0", "1.5", "0.1e1", "1E2",
            "00", "+1", "0x10", ".5", "5.", new string('9', 5_000), $"0.{new string('0', 5_000)}1",
        ];
        Field(draft, (_, i) => draft.Members![i] = (draft.Members[i].Name, values.Pick(numbers)));
        draft.Be("an unusual number");
    }

    private void NotANumber(Draft draft)
    {
        var word = values.Pick((string[])["NaN", "Infinity", "-Infinity", "undefined"]);
        Field(draft, (_, i) => draft.Members![i] = (draft.Members[i].Name, word));
        draft.Be("no JSON as a number", Expectation.Forbidden);
    }

    private void StrangeText(Draft draft)
    {
        Field(draft, (_, i) => draft.Members![i] = (draft.Members[i].Name, values.Strange()));
        draft.Be("a text of unusual characters");
    }

    private void InvalidUtf8(Draft draft)
    {
        Field(draft, (_, i) => draft.Members![i] = (draft.Members[i].Name, "\"abc\u0001xyz\""));
        byte[][] texts = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe2, 0x82], [0x80]];
        var wrong = values.Pick(texts);
        draft.Body = [.. Bytes(draft).SelectMany(one => one == 1 ? wrong : [one])];
        draft.Be("a text that is not UTF-8", Expectation.Forbidden);
    }

    private void Truncated(Draft draft)
    {
        var whole = Bytes(draft);
        draft.Body = whole[..random.Next(whole.Length)];
        draft.Be("truncated JSON", Expectation.Forbidden);
    }

    private void NoObject(Draft draft)
    {
        draft.Body = Encoding.UTF8.GetBytes(values.Pick(NoObjects));
        draft.Be("a body that is not an object", Expectation.Forbidden);
    }

    private void WrongType(Draft draft)
    {
        draft.ContentType = values.Pick((string?[])
        [
            null, "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application",
            "application/json, text/plain", ";;;", "application/json+", new string('a', 5_000), "image/png", "a/b/c", "*/*",
            "\u00ff/\u00ff",
        ]);
        draft.Be("another content type", Expectation.Forbidden);
    }

    private void Charset(Draft draft)
    {
        var (charset, encoding) = values.Pick(((string, Encoding?)[])
        [
            ("utf-8", Encoding.UTF8), ("UTF-8", Encoding.UTF8), ("\"utf-8\"", Encoding.UTF8), ("utf-16", Encoding.Unicode),
            ("utf-16be", null),
            ("utf-32", Encoding.UTF32), ("iso-8859-1", Encoding.Latin1), ("us-ascii", Encoding.ASCII), ("utf-7", null), ("none", null),
            ("", null),
            ("utf-8; charset=utf-16", null), ("\"", null), ("utf-16", Encoding.UTF8), ("windows-1252", null), ("utf-8\u0080", null),
        ]);
        var text = Encoding.UTF8.GetString(Bytes(draft));
        draft.Body = (encoding ?? Encoding.UTF8).GetBytes(text);
        draft.ContentType = $"application/json; charset={charset}";
        draft.Be("a character set");
    }

    private void Oversized(Draft draft)
    {
        var size = values.Pick((int[])[TooLarge, 1_000_000]);
        draft.Body = Encoding.UTF8.GetBytes($"{{\"goal\":\"{new string('x', size)}\"}}");
        draft.Chunked = random.Next(2) == 0;
        draft.Be(draft.Chunked ? "an oversized body in chunks" : "an oversized body", Expectation.Forbidden);
    }

    private void WithMark(Draft draft)
    {
        draft.Body = [.. Encoding.UTF8.GetPreamble(), .. Bytes(draft)];
        draft.Be("a byte order mark");
    }

    private void OtherCase(Draft draft)
    {
        Field(draft, (property, i) =>
            draft.Members![i] = (ValueForge.Quote(property.Name.ToUpper(CultureInfo.InvariantCulture)), draft.Members[i].Json));
        draft.Be("a field's name in another case");
    }

    private void RawText(Draft draft)
    {
        Field(draft, (_, i) => draft.Members![i] = (draft.Members[i].Name, "\"\u202eאבג 学习 👩‍💻 \u200b\u2028\""));
        draft.Be("a text beyond ASCII without escapes");
    }

    private void EndsEarly(Draft draft)
    {
        draft.Withheld = random.Next(1, 1_000);
        draft.Chunked = random.Next(2) == 0;
        draft.Be("a body that ends early", Expectation.Forbidden);
    }

    // A valid request in which this field is the only one that is not: it is added if it is not there.
    private void Field(Draft draft, Action<JsonProperty, int> change)
    {
        var property = values.Pick([.. draft.Operation.Body!.Value.GetProperty("properties").EnumerateObject()]);
        var name = ValueForge.Quote(property.Name);
        if (draft.Members!.FindIndex(member => member.Name == name) is not (>= 0 and var i))
        {
            i = draft.Members.Count;
            draft.Members.Add((name, values.Valid(property.Value)));
        }

        change(property, i);
    }

    private static byte[] Bytes(Draft draft) =>
        Encoding.UTF8.GetBytes($"{{{string.Join(',', draft.Members!.Select(member => $"{member.Name}:{member.Json}"))}}}");
}
