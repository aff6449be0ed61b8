using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>A range whose message says what the annotation's own does not: the key as it is configured, and the value that was found there.</summary>
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
        : new(FormattableString.Invariant($"{DatabaseOptions.Section}:{validationContext.MemberName} is {value}; {Minimum} to {Maximum} are valid."), [validationContext.MemberName!]);
}
