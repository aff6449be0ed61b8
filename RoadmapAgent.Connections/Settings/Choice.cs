namespace RoadmapAgent.Connections.Settings;

/// <summary>Parses settings with a fixed set of values.</summary>
public static class Choice
{
    /// <summary>Parses the name of an enumeration value, ignoring case. Numbers are not names.</summary>
    public static bool TryParse<T>(string? text, out T value) where T : struct, Enum
    {
        foreach (var name in Enum.GetNames<T>())
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                value = Enum.Parse<T>(name);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Words the refusal of a value that is none of those allowed.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="allowed">The allowed values.</param>
    /// <param name="text">The configured value.</param>
    public static string Refusal(string setting, IEnumerable<string> allowed, string? text) =>
        $"{setting} must be one of {string.Join(", ", allowed)} (was '{text}').";
}
