using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Reads <see cref="FleetOptions"/> from configuration: the profile's sizes, overridden by explicit settings.</summary>
internal static class FleetConfiguration
{
    /// <summary>Reads and validates the options.</summary>
    /// <exception cref="FleetException">A setting is invalid; the message contains its name, the rule and the value.</exception>
    public static FleetOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(FleetOptions.Section);
        var options = new FleetOptions { Profile = Choice<FleetProfile>(section, nameof(FleetOptions.Profile)) };
        FleetProfiles.Apply(options);
        Choice<Topology>(section, nameof(FleetOptions.Topology));
        Choice<ServerMode>(section, nameof(FleetOptions.Servers));
        Choice<Sizing>(section, nameof(FleetOptions.Sizing));
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new FleetException($"{e.Message} {e.InnerException?.Message}".Trim(), e);
        }

        Check(options, FleetOptions.Section);
        Check(options.Postgres, $"{FleetOptions.Section}:Postgres");
        Check(options.Pooler, $"{FleetOptions.Section}:Pooler");
        Check(options.Operations, $"{FleetOptions.Section}:Operations");
        foreach (var (service, sizes) in options.Services)
        {
            Check(sizes, $"{FleetOptions.Section}:Services:{service}");
        }

        CheckHosted(options);
        if (options.Sizing == Sizing.Planned)
        {
            PlannedSizes.Apply(options);
        }

        return options;
    }

    private static void CheckHosted(FleetOptions options)
    {
        if (options is { Servers: ServerMode.Hosted, Topology: Topology.Pooled, Pooler.PoolSize: null })
        {
            throw new FleetException(
                "Fleet:Pooler:PoolSize is required with Fleet:Servers=Hosted: the connections of the hosted pooler's pool, 1 or more.");
        }

        if (options.Servers != ServerMode.Hosted && options.Pooler.PoolSize is { } size)
        {
            throw new FleetException(
                $"Fleet:Pooler:PoolSize must not be set unless Fleet:Servers is Hosted (was '{size}'): "
                + "set Fleet:Services:<service>:Share instead.");
        }
    }

    private static T Choice<T>(IConfigurationSection section, string key) where T : struct, Enum
    {
        if (section[key] is not { Length: > 0 } value)
        {
            return default;
        }

        return Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw new FleetException($"{section.Path}:{key} must be one of {string.Join(", ", Enum.GetNames<T>())} (was '{value}').");
    }

    private static void Check(object options, string path)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new(options), results, validateAllProperties: true))
        {
            return;
        }

        var problems = results.SelectMany(result => result.MemberNames.Select(member =>
            Problem($"{path}:{member}", member, options.GetType().GetProperty(member)!.GetValue(options), result.ErrorMessage!)));
        throw new FleetException(string.Join(Environment.NewLine, problems));
    }

    // The attributes' messages name the property: "The field Surge must be between 0 and 10.", "The DataDirectory field is required."
    private static string Problem(string setting, string member, object? value, string message)
    {
        var rule = message
            .Replace($"The field {member}", setting, StringComparison.Ordinal)
            .Replace($"The {member} field", setting, StringComparison.Ordinal);
        return $"{rule.TrimEnd('.')} (was '{value}').";
    }
}
