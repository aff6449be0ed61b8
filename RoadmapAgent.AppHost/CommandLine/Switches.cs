using RoadmapAgent.AppHost.Configuration;


namespace RoadmapAgent.AppHost.CommandLine;

/// <summary>
/// The settings on a command line, in all forms that .NET reads: <c>--key=value</c>, <c>--key value</c>, <c>/key=value</c> and
/// <c>key=value</c>. .NET ignores unknown ones, and a key without a value takes the next one for it.
/// </summary>
internal static class Switches
{
    private const string Prefix = "--";

    /// <summary>Refuses a command line with anything that would be ignored.</summary>
    /// <exception cref="FleetException">An argument is not a setting, or its value is missing.</exception>
    public static void Check(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var (key, hasValue) = Read(argument);
            if (!IsKnown(key))
            {
                throw new FleetException(Unknown(key));
            }

            if (hasValue)
            {
                RefuseEmpty(argument, key);
                continue;
            }

            var next = arguments.ElementAtOrDefault(i + 1);
            if (next is not null && !next.StartsWith(Prefix, StringComparison.Ordinal))
            {
                i++;
            }
            else if (!FrameworkSettings.OptionsOfAspire.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                throw new FleetException($"{Prefix}{key} must be followed by a value: {Prefix}{key}=<value>.");
            }
        }
    }

    // The configuration cannot tell an empty section from one that is not set.
    private static void RefuseEmpty(string argument, string key)
    {
        if (argument.EndsWith('=') && KnownSettings.SectionsOfOptions.Contains(key, StringComparer.OrdinalIgnoreCase))
        {
            throw new FleetException($"{Prefix}{key} must not have a value, only settings below it, such as {Prefix}Fleet:Surge=0.5.");
        }
    }

    /// <summary>Says that an argument cannot be understood, without its value, which may be a secret.</summary>
    private static string Unknown(string key) =>
        KnownSettings.Unknown(key, Prefix, "The settings are listed in docs/configuration.md, the commands by --help.");

    private static (string Key, bool HasValue) Read(string argument)
    {
        var separator = argument.IndexOf('=', StringComparison.Ordinal);
        var name = separator < 0 ? argument : argument[..separator];
        if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length)
        {
            return (name[Prefix.Length..], separator >= 0);
        }

        if (name is ['/', _, ..])
        {
            return (name[1..], separator >= 0);
        }

        return separator > 0 && name[0] != '-'
            ? (name, true)
            : throw new FleetException($"'{name}' is neither a command nor a setting such as --Fleet:Surge=0.5. See --help.");
    }

    private static bool IsKnown(string key)
    {
        var root = key.Split(':')[0];
        return root.Length < key.Length
            ? KnownSettings.Sections.Concat(FrameworkSettings.Sections).Contains(root, StringComparer.OrdinalIgnoreCase)
            : FrameworkSettings.IsName(key) || KnownSettings.SectionsOfOptions.Contains(key, StringComparer.OrdinalIgnoreCase);
    }
}
