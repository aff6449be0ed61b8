using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Reads <see cref="FleetOptions"/> from configuration: the profile's sizes, overridden by what is set.</summary>
internal static class FleetConfiguration
{
    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="FleetException">A setting is wrong; the message names it, its value and what is valid.</exception>
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
            throw new FleetException("Fleet:Pooler:PoolSize is missing: with Fleet:Servers=Hosted it is the number of server connections that the plan gives the pooler's pool; 1 or more.");
        }

        if (options.Servers != ServerMode.Hosted && options.Pooler.PoolSize is { } size)
        {
            throw new FleetException($"Fleet:Pooler:PoolSize is '{size}', but only a hosted pooler has one pool for all: set Fleet:Services:<service>:Share, or Fleet:Servers to Hosted.");
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
            : throw new FleetException($"{section.Path}:{key} is '{value}'; valid are {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static void Check(object options, string path)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new(options), results, validateAllProperties: true))
        {
            return;
        }

        var wrong = results.SelectMany(result => result.MemberNames.Select(member =>
            $"{path}:{member} is '{options.GetType().GetProperty(member)!.GetValue(options)}': {result.ErrorMessage}"));
        throw new FleetException(string.Join(Environment.NewLine, wrong));
    }
}
