using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// A range whose error message contains the configuration key and the configured value, unlike that of <see cref="RangeAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatabaseRangeAttribute : RangeAttribute
{
    public DatabaseRangeAttribute(int minimum, int maximum) : base(minimum, maximum)
    {
    }

    public DatabaseRangeAttribute(Type type, string minimum, string maximum) : base(type, minimum, maximum)
    {
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => IsValid(value)
        ? ValidationResult.Success
        : new(
            FormattableString.Invariant(
                $"{DatabaseOptions.Section}:{validationContext.MemberName} must be between {Minimum} and {Maximum} (was {value})."),
            [validationContext.MemberName!]);
}
