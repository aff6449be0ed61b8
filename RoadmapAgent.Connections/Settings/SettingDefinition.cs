using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace RoadmapAgent.Connections.Settings;

/// <summary>A configuration key that has a value, and which texts are valid for it.</summary>
/// <param name="key">The key; a part in angle brackets, such as <c>&lt;service&gt;</c>, may be any name.</param>
/// <param name="property">The property that the value is read into.</param>
public sealed class SettingDefinition(string key, PropertyInfo property)
{
    private const int LongestQuotation = 80;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The type of the value; the underlying type if the property is nullable.</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <summary>The range of the value; null if it has none.</summary>
    public RangeAttribute? Range { get; } = property.GetCustomAttribute<RangeAttribute>();

    /// <summary>Whether a type is that of a value, and not of a section with settings of its own.</summary>
    internal static bool IsValue(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsValueType: true }
        || type == typeof(string) || type == typeof(Uri) || type == typeof(byte[]);

    /// <summary>Says what is wrong with a configured text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A sentence with the key, what is valid, and the text; null if nothing is wrong.</returns>
    public string? Problem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Type == typeof(string) ? $"{Key} must not be empty." : $"{Key} must not be empty; it must be {Valid}.";
        }

        if (Type == typeof(string) && text.Any(char.IsControl))
        {
            return $"{Key} must not contain control characters.";
        }

        if (!TryParse(text, out var value))
        {
            // An address may contain a password.
            return Type == typeof(Uri) ? $"{Key} must be {Valid}." : $"{Key} must be {Valid} (was {Quoted(text)}).";
        }

        return Range is null || Range.IsValid(value) ? null : $"{Key} must be {Between} (was {Quoted(text)}).";
    }

    /// <summary>Quotes a configured text in a message: on one line, shortened, without control characters.</summary>
    internal static string Quoted(string text)
    {
        var shown = text.Length <= LongestQuotation ? text : $"{text[..LongestQuotation]}…";
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : $"{c}"))}'";
    }

    private string Between => Range is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"between {Range.Minimum} and {Range.Maximum}");

    private string Valid
    {
        get
        {
            if (Type.IsEnum)
            {
                return $"one of {string.Join(", ", Enum.GetNames(Type))}";
            }

            var kind = Type == typeof(int) ? "a whole number"
                : Type == typeof(double) ? "a number such as 0.5"
                : Type == typeof(bool) ? "true or false"
                : Type == typeof(TimeSpan) ? "a time such as 00:01:30"
                : Type == typeof(Uri) ? "an address such as http://localhost:11434/v1"
                : Type == typeof(byte[]) ? "Base64"
                : "a text";
            return Range is null ? kind : $"{kind} {Between}";
        }
    }

    // Stricter than the binder, which takes hexadecimal numbers, numbers of enumeration values, and lists of them.
    private bool TryParse(string text, out object? value)
    {
        value = null;
        if (Type == typeof(int))
        {
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (Type == typeof(double))
        {
            const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            value = double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (Type == typeof(bool))
        {
            value = text.ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => null };
        }
        else if (Type == typeof(TimeSpan))
        {
            value = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;
        }
        else if (Type == typeof(Uri))
        {
            value = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address) ? address : null;
        }
        else if (Type == typeof(byte[]))
        {
            value = Convert.TryFromBase64String(text, new byte[text.Length], out var length) ? length : null;
        }
        else
        {
            value = Type.IsEnum ? Enum.GetNames(Type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) : text;
        }

        return value is not null;
    }
}
