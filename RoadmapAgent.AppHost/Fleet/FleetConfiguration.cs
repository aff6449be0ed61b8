using System.Reflection;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Reads <see cref="FleetOptions"/> from configuration: the profile's sizes, overridden by explicit settings.</summary>
internal static class FleetConfiguration
{
    /// <summary>Reads and validates the options.</summary>
    /// <exception cref="FleetException">A setting is invalid; the message contains its name, the rule and the value.</exception>
    public static FleetOptions Read(IConfiguration configuration)
    {
        var section = WithProfile(configuration).GetSection(FleetDescription.Section);
        CheckChoice<FleetTopology>(section, nameof(FleetOptions.Topology));
        CheckChoice<ServerMode>(section, nameof(FleetOptions.Servers));
        CheckChoice<Sizing>(section, nameof(FleetOptions.Sizing));
        RefuseAny(Unknown(section));
        var options = Bind(section);
        RefuseAny(options.Parts().SelectMany(part => SettingRules.Broken(part.Sizes, part.Section)));
        return options.Sizing == Sizing.Planned ? PlannedSizes.Apply(options) : options;
    }

    private static IConfiguration WithProfile(IConfiguration configuration)
    {
        var explicitly = configuration.GetSection(FleetDescription.Section);
        var profiles = FleetProfiles.Of(configuration);
        var name = explicitly[nameof(FleetOptions.Profile)] is { Length: > 0 } chosen ? chosen : new FleetOptions().Profile;
        var profile = profiles.FirstOrDefault(profile => profile.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FleetException(Choice.Refusal(
                $"{FleetDescription.Section}:{nameof(FleetOptions.Profile)}", profiles.Select(profile => profile.Key), name));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(Settings(profile))
            .AddInMemoryCollection(Settings(explicitly))
            .Build();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(IConfigurationSection section) => section
        .AsEnumerable(makePathsRelative: true)
        .Where(setting => setting.Value is not null)
        .Select(setting => KeyValuePair.Create($"{FleetDescription.Section}:{setting.Key}", setting.Value));

    private static FleetOptions Bind(IConfigurationSection section)
    {
        try
        {
            var options = section.Get<FleetOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();

            // The binder takes the services for a list, whose keys it ignores.
            return options with { Services = [.. options.Services.Zip(Names(section), (service, name) => service with { Name = name })] };
        }
        catch (InvalidOperationException e)
        {
            var innermost = e;
            while (innermost.InnerException is InvalidOperationException inner)
            {
                innermost = inner;
            }

            throw new FleetException($"{innermost.Message} {innermost.InnerException?.Message}".Trim(), e);
        }
    }

    private static IEnumerable<string> Names(IConfigurationSection section) =>
        section.GetSection(nameof(FleetOptions.Services)).GetChildren().Select(service => service.Key);

    // The binder would name only the last part of the key, and it knows computed and internal members.
    private static IEnumerable<string> Unknown(IConfigurationSection fleet) =>
        from part in new FleetOptions { Services = [.. Names(fleet).Select(name => new ServiceDescription { Name = name })] }.Parts()
        let section = part.Section == fleet.Path ? fleet : fleet.GetSection(part.Section[(fleet.Path.Length + 1)..])
        from setting in section.GetChildren()
        let property = part.Sizes.GetType()
            .GetProperty(setting.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
        where !IsSetting(property)
        select $"{part.Section}:{setting.Key} is not a setting of the fleet.";

    // A service's name is its key, and whether it bypasses the pooler is decided in AppHost.cs.
    private static bool IsSetting(PropertyInfo? property) =>
        property is { CanWrite: true, Name: not (nameof(ServiceDescription.Name) or nameof(ServiceDescription.Direct)) };

    private static void RefuseAny(IEnumerable<string> problems)
    {
        if (string.Join(Environment.NewLine, problems) is { Length: > 0 } refusal)
        {
            throw new FleetException(refusal);
        }
    }

    private static void CheckChoice<T>(IConfigurationSection section, string key) where T : struct, Enum
    {
        if (section[key] is { Length: > 0 } value && !Choice.TryParse<T>(value, out _))
        {
            throw new FleetException(Choice.Refusal($"{section.Path}:{key}", Enum.GetNames<T>(), value));
        }
    }
}
