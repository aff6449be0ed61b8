using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace RoadmapAgent.Connections.Settings;

/// <summary>
/// Checks settings by their validation attributes and, if those hold, by <see cref="IValidatableObject"/>. It is the one place that words
/// what is wrong: <c>Fleet:Surge must be between 0 and 10 (was 'NaN').</c>
/// </summary>
public static class SettingRules
{
    /// <summary>Finds the rules that an object's own properties break; nested objects have sections of their own.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="section">The configuration section they were read from.</param>
    /// <returns>One sentence for every broken rule.</returns>
    public static IReadOnlyList<string> Broken(object settings, string section)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(section);
        var broken = (
            from property in settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            from rule in property.GetCustomAttributes<ValidationAttribute>()
            let value = property.GetValue(settings)
            where !rule.IsValid(value)
            select Sentence($"{section}:{property.Name}", rule, value)).ToList();
        return broken.Count == 0 && settings is IValidatableObject rules
            ? [.. rules.Validate(new(settings)).Select(result => result.ErrorMessage!)]
            : broken;
    }

    /// <summary>Words a broken range.</summary>
    internal static string Sentence(string key, RangeAttribute range, object? value) =>
        string.Create(CultureInfo.InvariantCulture, $"{key} must be between {range.Minimum} and {range.Maximum} (was '{value}').");

    // A message of the rule's own says what to do instead, which no general sentence can.
    private static string Sentence(string key, ValidationAttribute rule, object? value) => rule switch
    {
        { ErrorMessage: { } message } => message,
        RangeAttribute range => Sentence(key, range, value),
        RequiredAttribute => $"{key} is required.",
        _ => $"{rule.FormatErrorMessage(key).TrimEnd('.')} (was '{value}').",
    };
}
