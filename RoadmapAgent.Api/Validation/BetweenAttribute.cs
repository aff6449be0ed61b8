using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RoadmapAgent.Api.Validation;

/// <summary>Requires a whole number in a range; reports the number that was sent.</summary>
/// <param name="minimum">The smallest valid number.</param>
/// <param name="maximum">The largest valid number.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class BetweenAttribute(int minimum, int maximum) : RangeAttribute(minimum, maximum)
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value is null || base.IsValid(value)
        ? ValidationResult.Success
        : new(string.Create(
            CultureInfo.InvariantCulture, $"{FieldName.Spoken(validationContext)} must be between {Minimum} and {Maximum} (was {value})."));
}
