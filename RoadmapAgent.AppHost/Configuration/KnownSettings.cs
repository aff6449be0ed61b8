using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>The settings that the AppHost reads; it refuses those that look like them and would be ignored.</summary>
internal static class KnownSettings
{
    private const char Separator = ':';

    /// <summary>The configuration section of secrets.</summary>
    public const string Parameters = "Parameters";

    /// <summary>The configuration section of connection strings.</summary>
    public const string ConnectionStrings = "ConnectionStrings";

    // The AppHost sets them for its services, which inherit its environment.
    private static readonly string[] OfServices = ["Database", "Idle", "Messaging", "Migrations", "Retention"];

    private static readonly SettingSection[] Others =
    [
        new(typeof(AuthorOptions), AuthorOptions.Section),
        new(typeof(IdentitySettings), IdentitySettings.Section),
        new(typeof(LimitOptions), LimitOptions.Section),
        new(typeof(OperationsSettings), OperationsSettings.Section),
    ];

    /// <summary>The names of the sections whose keys are fixed; they are refused if they have a value themselves.</summary>
    public static IReadOnlyList<string> SectionsOfOptions { get; } =
        [FleetDescription.Section, AuthorOptions.Section, IdentitySettings.Section, LimitOptions.Section, OperationsSettings.Section];

    /// <summary>The names of all sections.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        [.. SectionsOfOptions, FleetProfiles.Section, Parameters, ConnectionStrings];

    /// <summary>All keys of these.</summary>
    public static IReadOnlyList<SettingDefinition> Definitions { get; } =
        [.. FleetConfiguration.Section.Definitions, .. Others.SelectMany(section => section.Definitions)];

    /// <summary>
    /// Refuses settings outside the section <c>Fleet</c> that nothing would read, and invalid ones of the author, the identities, the
    /// operators and the orchestrator.
    /// </summary>
    /// <exception cref="FleetException">A setting is unknown or invalid.</exception>
    public static void Check(IConfiguration configuration)
    {
        FleetException.ThrowIfAny(
        [
            .. Others.SelectMany(section => section.Problems(configuration.AsEnumerable())),
            .. FrameworkSettings.Problems(configuration.AsEnumerable()),
            .. from setting in configuration.AsEnumerable()
               where setting.Value is not null && IsMeantForUs(setting.Key)
               select Unknown(setting.Key),
        ]);
        PassedSettings.ReadIdentity(configuration);
        PassedSettings.Read<OperationsSettings>(configuration, OperationsSettings.Section);
    }

    /// <summary>Says that a key is not a setting, and which was probably meant.</summary>
    /// <param name="key">The key.</param>
    /// <param name="prefix">What the user writes before a key.</param>
    /// <param name="otherwise">What to say if none is near.</param>
    public static string Unknown(string key, string prefix = "", string otherwise = "See docs/configuration.md.")
    {
        var separator = key.IndexOf(Separator, StringComparison.Ordinal);
        var (root, rest) = separator < 0 ? (key, "") : (key[..separator], key[separator..]);
        var leaf = key[(key.LastIndexOf(Separator) + 1)..];
        var near = WithSeparators(key) is { } separated ? [separated]
            : separator < 0 ? FrameworkSettings.NearestNamesOf(key)
            : [.. NearestNames.Of(root, [.. Sections, .. FrameworkSettings.Sections]).Select(section => section + rest)];
        near = near.Count > 0 ? near : [.. Definitions.Where(setting => IsNear(leaf, setting.Key)).Select(setting => setting.Key)];
        return near.Count > 0
            ? $"{prefix}{key} is not a setting. Did you mean {string.Join(" or ", near.Select(name => prefix + name))}?"
            : $"{prefix}{key} is not a setting. {otherwise}";
    }

    private static bool IsNear(string leaf, string key) => NearestNames.Of(leaf, [key[(key.LastIndexOf(Separator) + 1)..]]).Count > 0;

    private static bool IsMeantForUs(string key)
    {
        var root = key.Split(Separator)[0];
        return !Sections.Contains(root, StringComparer.OrdinalIgnoreCase)
            && ((root.Length < key.Length && (IsOfServices(root) || NearestNames.Of(root, Sections).Count > 0))
                || WithSeparators(key) is not null);
    }

    private static bool IsOfServices(string root) => OfServices.Contains(root, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the setting that is meant by a key with wrong separators, such as <c>Fleet_Surge</c>; null if there is none.
    /// </summary>
    private static string? WithSeparators(string key)
    {
        var parts = key.Split([Separator, '_', '.'], StringSplitOptions.RemoveEmptyEntries);
        return Definitions.Any(setting => Matches(setting.Key.Split(Separator), parts)) ? string.Join(Separator, parts) : null;
    }

    private static bool Matches(string[] definition, string[] parts) =>
        definition.Length == parts.Length
        && definition.Zip(parts).All(pair => pair.First is ['<', ..] || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}
