using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The header with which a client repeats a request without repeating its effect.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The length of the longest key.</summary>
    public const int MaxLength = 200;

    /// <summary>Describes a valid key.</summary>
    public static void Describe(OpenApiSchema schema) => (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, MaxLength, "^[!-~]+$");

    /// <summary>Says what is wrong with the header of a request; null if nothing is, or if it is absent.</summary>
    /// <param name="values">The header's values.</param>
    public static string? Problem(StringValues values)
    {
        string? given = values switch
        {
            { Count: 0 } => null,
            { Count: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{values.Count} values"),
            [null or ""] => "empty",
            [{ Length: > MaxLength } key] => string.Create(CultureInfo.InvariantCulture, $"{key.Length} characters"),
            [var key] => key.Any(character => character is <= ' ' or > '~') ? "a value with other characters" : null,
        };
        return given is null ? null : $"{Header} must be one value of 1 to {MaxLength} visible ASCII characters (was {given}).";
    }
}
