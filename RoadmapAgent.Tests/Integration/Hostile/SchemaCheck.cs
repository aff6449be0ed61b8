using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Compares JSON with a schema of the description, as far as the description uses JSON Schema.</summary>
/// <param name="description">Resolves references.</param>
internal sealed class SchemaCheck(ApiDescription description)
{
    /// <summary>Returns what does not match, in words; nothing if everything does.</summary>
    /// <param name="value">The JSON.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="at">Where the JSON is, for the words.</param>
    public IEnumerable<string> Mismatches(JsonElement value, JsonElement schema, string at = "$")
    {
        schema = description.Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var alternatives) || schema.TryGetProperty("anyOf", out alternatives))
        {
            return alternatives.EnumerateArray().Any(alternative => !Mismatches(value, alternative, at).Any())
                ? []
                : [$"{at} matches none of the alternatives: {Shown(value)}"];
        }

        if (!TypesOf(schema).Any(type => Is(value, type)))
        {
            return [$"{at} is not {string.Join(" or ", TypesOf(schema))}: {Shown(value)}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, at),
            JsonValueKind.Array => OfArray(value, schema, at),
            JsonValueKind.String => OfText(value.GetString()!, schema, at),
            JsonValueKind.Number => OfNumber(value.GetDouble(), schema, at),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value)
            : [];
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(one => one.GetString()!))
            {
                if (!value.TryGetProperty(name, out _))
                {
                    yield return $"{at} lacks '{name}'";
                }
            }
        }

        JsonElement? others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : null;
        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            IEnumerable<string> mismatches =
                known.TryGetValue(member.Name, out var property) ? Mismatches(member.Value, property, place)
                : others is { ValueKind: JsonValueKind.False } ? [$"{place} is not declared"]
                : others is { ValueKind: JsonValueKind.Object } any ? Mismatches(member.Value, any, place)
                : [];
            foreach (var mismatch in mismatches)
            {
                yield return mismatch;
            }
        }
    }

    private IEnumerable<string> OfArray(JsonElement value, JsonElement schema, string at) =>
        value.GetArrayLength() > (Limit(schema, "maxItems") ?? double.MaxValue) ? [$"{at} has {value.GetArrayLength()} items"]
        : schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().SelectMany((item, i) => Mismatches(item, items, $"{at}[{i}]"))
            : [];

    private static IEnumerable<string> OfText(string text, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("enum", out var names) && names.EnumerateArray().All(name => name.GetString() != text))
        {
            yield return $"{at} is none of the names: '{text}'";
        }

        if (text.Length < (Limit(schema, "minLength") ?? 0) || text.Length > (Limit(schema, "maxLength") ?? int.MaxValue))
        {
            yield return $"{at} has {text.Length} characters";
        }

        var isRight = (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!isRight || (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!)))
        {
            yield return $"{at} has the wrong form: '{text}'";
        }
    }

    private static IEnumerable<string> OfNumber(double number, JsonElement schema, string at) =>
        number < (Limit(schema, "minimum") ?? double.MinValue) || number > (Limit(schema, "maximum") ?? double.MaxValue)
            ? [string.Create(CultureInfo.InvariantCulture, $"{at} is {number}")]
            : [];

    private static double? Limit(JsonElement schema, string name) => schema.TryGetProperty(name, out var limit) ? limit.GetDouble() : null;

    /// <summary>Returns the types that a schema allows; none for any type.</summary>
    public static IReadOnlyList<string> TypesOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!]
        : ["any"];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => true,
    };

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 100 } text ? text : value.GetRawText()[..100];
}
