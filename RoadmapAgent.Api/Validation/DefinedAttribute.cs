using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Api.Validation;

/// <summary>Requires a <see cref="Named{T}"/> to name a value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class DefinedAttribute : ValidationAttribute
{
    private const int MaxShown = 50;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is INamed { Exists: false } named
            ? new($"{FieldName.Spoken(validationContext)} must be one of {string.Join(", ", named.Names)} (was {Shorten(named.Text)}).")
            : ValidationResult.Success;

    private static string Shorten(string? text) => text switch
    {
        null => "missing",
        { Length: <= MaxShown } => $"'{text}'",
        _ => $"'{text[..MaxShown]}…'",
    };
}
