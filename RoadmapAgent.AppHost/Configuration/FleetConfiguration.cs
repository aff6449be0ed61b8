using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>Reads <see cref="FleetOptions"/> from configuration: the profile's sizes, overridden by explicit settings.</summary>
internal static class FleetConfiguration
{
    private const string ProfileKey = $"{FleetDescription.Section}:{nameof(FleetOptions.Profile)}";

    /// <summary>The keys of the section.</summary>
    public static SettingSection Section { get; } = new(typeof(FleetOptions), FleetDescription.Section);

    /// <summary>Reads and validates the options.</summary>
    /// <exception cref="FleetException">A setting is invalid; the message contains its name, the rule and the value.</exception>
    public static FleetOptions Read(IConfiguration configuration)
    {
        var explicitly = configuration.GetSection(FleetDescription.Section);
        FleetException.ThrowIfAny(Section.Problems(explicitly.AsEnumerable()));
        var options = Bind(WithProfile(configuration, explicitly).GetSection(FleetDescription.Section));
        FleetException.ThrowIfAny(
        [
            .. options.Parts().SelectMany(part => SettingRules.Broken(part.Sizes, part.Section)),
            .. SettingRules.Broken(options.Retention, $"{FleetDescription.Section}:{nameof(FleetOptions.Retention)}"),
            .. SettingRules.Broken(options.Idle, $"{FleetDescription.Section}:{nameof(FleetOptions.Idle)}"),
        ]);
        return options.Sizing switch
        {
            Sizing.Planned => PlannedSizes.Apply(options),
            Sizing.Elastic => options with { IsElastic = true },
            _ => options,
        };
    }

    private static IConfiguration WithProfile(IConfiguration configuration, IConfigurationSection explicitly)
    {
        var profiles = FleetProfiles.Of(configuration);
        FleetException.ThrowIfAny(profiles.SelectMany(
            profile => new SettingSection(typeof(FleetOptions), profile.Path).Problems(profile.AsEnumerable())));
        var name = configuration[ProfileKey] ?? new FleetOptions().Profile;
        var chosen = profiles.FirstOrDefault(profile => profile.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FleetException(Choice.Refusal(ProfileKey, profiles.Select(profile => profile.Key), name));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(Settings(chosen))
            .AddInMemoryCollection(Settings(explicitly))
            .Build();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(IConfigurationSection section) => section
        .AsEnumerable(makePathsRelative: true)
        .Where(setting => setting.Value is not null)
        .Select(setting => KeyValuePair.Create($"{FleetDescription.Section}:{setting.Key}", setting.Value));

    private static FleetOptions Bind(IConfigurationSection section)
    {
        var options = section.Get<FleetOptions>() ?? new();

        // The binder takes the services for a list, whose keys it ignores.
        return options with { Services = [.. options.Services.Zip(Names(section), (service, name) => service with { Name = name })] };
    }

    private static IEnumerable<string> Names(IConfigurationSection section) =>
        section.GetSection(nameof(FleetOptions.Services)).GetChildren().Select(service => service.Key);
}
