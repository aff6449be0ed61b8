using System.Text.Json;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Finds the JSON object in a model's answer, among reasoning, prose and code fences. If several match the type, the last is the answer:
/// what comes before it was considered. Line breaks in strings, unknown escapes, trailing commas and comments are accepted.
/// </summary>
internal static class JsonAnswer
{
    /// <summary>Bounds the time that a hostile answer takes.</summary>
    private const int MaxObjects = 200;

    private static readonly string[] EndsOfReasoning = ["</think>", "</thinking>", "</thought>", "</reasoning>", "</analysis>"];

    /// <summary>Reads the answer.</summary>
    /// <exception cref="AuthorException">No object matches the type; the reason is that of the largest.</exception>
    public static T Read<T>(string text, JsonSerializerOptions options) where T : class
    {
        T? answer = null;
        (int Length, Exception Cause)? failure = null;
        for (var (at, tried) = (0, 0); at < text.Length && tried < MaxObjects; at++)
        {
            if (EndsOfReasoning.Any(end => string.CompareOrdinal(text, at, end, 0, end.Length) == 0))
            {
                (answer, failure) = (null, null);
            }
            else if (text[at] == '{')
            {
                tried++;
                if (LenientJson.ObjectAt(text, at) is not { } found)
                {
                    continue;
                }

                try
                {
                    answer = Deserialize<T>(found.Json, options);
                    at += found.Length - 1;
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException)
                {
                    failure = failure is { } larger && larger.Length >= found.Length ? larger : (found.Length, e);
                }
            }
        }

        return answer ?? throw (failure is { Cause: var cause }
            ? new AuthorException($"The answer does not match the requested JSON schema: {cause.Message}", cause)
            : new AuthorException("The answer has no JSON object."));
    }

    private static T Deserialize<T>(byte[] json, JsonSerializerOptions options)
    {
        RefuseNulls(json, options);
        return JsonSerializer.Deserialize<T>(json, options)!;
    }

    /// <summary>Rejects nulls, which the serializer accepts in lists, and NUL characters, which the database cannot store.</summary>
    private static void RefuseNulls(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        var reader = new Utf8JsonReader(
            json, new() { AllowTrailingCommas = options.AllowTrailingCommas, CommentHandling = options.ReadCommentHandling });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw new JsonException("No value may be null.");
            }

            if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: true }
                && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
            {
                throw new JsonException("No text may contain the character NUL.");
            }
        }
    }
}
