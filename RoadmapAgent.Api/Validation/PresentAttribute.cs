using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Api.Validation;

/// <summary>Requires a field to be sent.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PresentAttribute : RequiredAttribute
{
    public PresentAttribute()
    {
        // Blank text is judged by its own rule.
        AllowEmptyStrings = true;
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        base.IsValid(value) ? ValidationResult.Success : new($"{FieldName.Spoken(validationContext)} is required.");
}
