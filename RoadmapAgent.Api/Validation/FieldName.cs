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

    /// <summary>Names the fields of a problem as clients do: <c>KnownTechnologies[2]</c> is <c>knownTechnologies[2]</c>.</summary>
    public static void AsSent(HttpValidationProblemDetails problem) => problem.Errors = problem.Errors.ToDictionary(
        error => string.Join('.', error.Key.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName)), error => error.Value);

    [GeneratedRegex("[A-Z]")]
    private static partial Regex UpperCase();
}
