using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Api.Validation;

/// <summary>The names of fields in problems.</summary>
internal static partial class FieldName
{
    /// <summary>Returns a field's name at the start of a sentence: <c>HoursPerWeek</c> is "Hours per week".</summary>
    public static string Spoken(ValidationContext context)
    {
        var words = UpperCase().Replace(context.MemberName ?? context.DisplayName, match => $" {match.Value.ToLowerInvariant()}").Trim();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>The extension of a problem that names fields as they were sent; it is not written.</summary>
    public static KeyValuePair<string, object?> Sent { get; } = new("sent", value: true);

    /// <summary>
    /// Names the fields of a problem as clients do: <c>KnownTechnologies[2]</c> is <c>knownTechnologies[2]</c>. Headers have their names.
    /// </summary>
    public static void AsSent(HttpValidationProblemDetails problem)
    {
        if (!problem.Extensions.Remove(Sent.Key))
        {
            problem.Errors = problem.Errors.ToDictionary(
                error => error.Key.Contains('-', StringComparison.Ordinal)
                    ? error.Key
                    : string.Join('.', error.Key.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName)),
                error => error.Value);
        }
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex UpperCase();
}
