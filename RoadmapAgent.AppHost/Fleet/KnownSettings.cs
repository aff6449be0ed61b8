using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The settings that the AppHost reads; it refuses those that look like them and would be ignored.</summary>
internal static class KnownSettings
{
    /// <summary>The configuration section of secrets.</summary>
    public const string Parameters = "Parameters";

    /// <summary>The configuration section of connection strings.</summary>
    public const string ConnectionStrings = "ConnectionStrings";

    // The AppHost sets them for its services, which inherit its environment.
    private static readonly string[] OfServices = ["Database", "Messaging", "Migrations"];

    private static readonly SettingSection[] Others =
        [new(typeof(AuthorOptions), AuthorOptions.Section), new(typeof(OperationsSettings), OperationsSettings.Section)];

    /// <summary>The names of all sections.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        [FleetDescription.Section, AuthorOptions.Section, OperationsSettings.Section, FleetProfiles.Section, Parameters, ConnectionStrings];

    /// <summary>The names of those whose keys are fixed; they are refused if they have a value themselves.</summary>
    public static IReadOnlyList<string> SectionsOfOptions { get; } =
        [FleetDescription.Section, AuthorOptions.Section, OperationsSettings.Section];

    /// <summary>All keys of these.</summary>
    public static IReadOnlyList<SettingDefinition> Definitions { get; } =
        [.. FleetConfiguration.Section.Definitions, .. Others.SelectMany(section => section.Definitions)];

    /// <summary>
    /// Refuses settings outside the section <c>Fleet</c> that nothing would read, and invalid ones of the author and the operators.
    /// </summary>
    /// <exception cref="FleetException">A setting is unknown or invalid.</exception>
    public static void Check(IConfiguration configuration)
    {
        FleetException.ThrowIfAny(
        [
            .. Others.SelectMany(section => section.Problems(configuration.AsEnumerable())),
            .. Leaves(configuration.GetChildren().Where(IsForeign)).Select(key => Unknown(key)),
        ]);
        OperationsSettings.Read(configuration);
    }

    /// <summary>Says that a key is not a setting, and which was probably meant.</summary>
    /// <param name="key">The key.</param>
    /// <param name="prefix">What the user writes before a key.</param>
    /// <param name="otherwise">What to say if none is near.</param>
    public static string Unknown(string key, string prefix = "", string otherwise = "See docs/configuration.md.")
    {
        var separator = key.IndexOf(':', StringComparison.Ordinal);
        var (root, rest) = separator < 0 ? (key, "") : (key[..separator], key[separator..]);
        var leaf = key[(key.LastIndexOf(':') + 1)..];
        string[] near = separator < 0 ? [] : [.. NearestNames.Of(root, Sections).Select(section => section + rest)];
        near = near.Length > 0 ? near : [.. Definitions.Where(setting => IsNear(leaf, setting.Key)).Select(setting => setting.Key)];
        return near.Length > 0
            ? $"{prefix}{key} is not a setting. Did you mean {string.Join(" or ", near.Select(name => prefix + name))}?"
            : $"{prefix}{key} is not a setting. {otherwise}";
    }

    private static bool IsNear(string leaf, string key) => NearestNames.Of(leaf, [key[(key.LastIndexOf(':') + 1)..]]).Count > 0;

    private static bool IsForeign(IConfigurationSection section) =>
        section.GetChildren().Any()
        && !Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
        && (OfServices.Contains(section.Key, StringComparer.OrdinalIgnoreCase) || NearestNames.Of(section.Key, Sections).Count > 0);

    private static IEnumerable<string> Leaves(IEnumerable<IConfigurationSection> sections) =>
        sections.SelectMany(section => section.AsEnumerable()).Where(setting => setting.Value is not null).Select(setting => setting.Key);
}
