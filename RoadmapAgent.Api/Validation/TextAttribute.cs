using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Api.Validation;

/// <summary>
/// Requires readable text of a length in characters, without the blanks around it. PostgreSQL cannot store NUL, and other control
/// characters are never readable.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class TextAttribute : StringLengthAttribute
{
    public TextAttribute(int minimum, int maximum) : base(maximum)
    {
        MinimumLength = minimum;
    }

    /// <summary>Whether line breaks and tabs are valid; default false.</summary>
    public bool Lines { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string text)
        {
            return ValidationResult.Success;
        }

        var (name, length) = (FieldName.Spoken(validationContext), text.Trim().Length);
        return length < MinimumLength || length > MaximumLength
                ? new($"{name} must be {MinimumLength} to {MaximumLength} characters long (was {length}).")
            : !text.Any(IsForbidden) ? ValidationResult.Success
            : new(Lines
                ? $"{name} must not contain control characters other than line breaks and tabs."
                : $"{name} must be one line without control characters.");
    }

    private bool IsForbidden(char c) => char.IsControl(c) && !(Lines && c is ('\n' or '\r' or '\t'));
}
