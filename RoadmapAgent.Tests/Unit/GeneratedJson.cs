using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RoadmapAgent.Tests.Unit;

/// <summary>Compares generated metadata with what reflection finds out about the same types.</summary>
internal static class GeneratedJson
{
    /// <summary>What older or wrong versions of a text may look like: each is applied to each property.</summary>
    private static readonly Action<JsonObject, string>[] Changes =
    [
        (owner, name) => owner.Remove(name),
        (owner, name) => owner[name] = null,
        (owner, name) => owner[name] = "?",
        (owner, name) => owner[name] = "2",
        (owner, name) => owner[name] = 1.5,
        (owner, name) => owner[name] = new JsonObject(),
        (owner, name) => owner[$"{name}2"] = 1,
        (owner, name) =>
        {
            owner[name.ToUpperInvariant()] = owner[name]?.DeepClone();
            owner.Remove(name);
        },
    ];

    /// <summary>Asserts that the metadata of a type and of all its parts is generated.</summary>
    public static void IsComplete(JsonSerializerOptions options, Type type)
    {
        var (known, open) = (new HashSet<Type> { type }, new Stack<Type>([type]));
        while (open.TryPop(out var next))
        {
            var found = options.GetTypeInfo(next);
            Assert.True(found.OriginatingResolver is JsonSerializerContext, $"The metadata of {next} is not generated.");
            var parts = found.Properties
                .Where(property => property.Get is not null || property.Set is not null)
                .Select(property => property.PropertyType)
                .Concat(new[] { found.ElementType, found.KeyType }.OfType<Type>());
            foreach (var part in parts.Where(known.Add))
            {
                open.Push(part);
            }
        }
    }

    /// <summary>
    /// Asserts that the metadata of a type is generated, that it writes a value as reflection does, and that it reads the same from the
    /// text, or refuses it in the same words, also if any property of it is missing, null, renamed or wrong.
    /// </summary>
    public static void IsLikeReflection<T>(JsonSerializerOptions options, T value) where T : notnull =>
        IsLikeReflection(options, typeof(T), value);

    /// <inheritdoc cref="IsLikeReflection{T}"/>
    public static void IsLikeReflection(JsonSerializerOptions options, Type type, object value)
    {
        IsComplete(options, type);
        var json = JsonSerializer.Serialize(value, type, Reflection(options));
        Assert.Equal(json, JsonSerializer.Serialize(value, type, options));
        Assert.All(Variants(json), variant => ReadsLikeReflection(options, type, variant));
    }

    /// <summary>Asserts that a text is read as by reflection, or refused in the same words.</summary>
    public static void ReadsLikeReflection(JsonSerializerOptions options, Type type, string json) =>
        Assert.Equal(Outcome(Reflection(options), type, json), Outcome(options, type, json));

    /// <summary>Returns the same options without generated metadata.</summary>
    public static JsonSerializerOptions Reflection(JsonSerializerOptions options) =>
        new(options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static string Outcome(JsonSerializerOptions options, Type type, string json)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, options), type, options);
        }
        catch (Exception e) when (e is JsonException or ArgumentNullException or NullReferenceException)
        {
            // A computed property may need what is missing.
            return $"{e.GetType()}: {e.Message}";
        }
    }

    private static IEnumerable<string> Variants(string json)
    {
        string[] others = [json, "null", "{}", "[]", "[{}]", "[null]", "1"];
        return others.Concat(
            from index in Enumerable.Range(0, Properties(JsonNode.Parse(json)).Count())
            from change in Changes
            select Changed(json, index, change));
    }

    private static string Changed(string json, int index, Action<JsonObject, string> change)
    {
        var root = JsonNode.Parse(json)!;
        var (owner, name) = Properties(root).ElementAt(index);
        change(owner, name);
        return root.ToJsonString();
    }

    private static IEnumerable<(JsonObject Owner, string Name)> Properties(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(property => Properties(property.Value).Prepend((owner, property.Key))),
        JsonArray list => list.SelectMany(Properties),
        _ => [],
    };
}
