using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>
/// Refuses sizes of services that the application does not have: they would change nothing. A profile may have some of another version of
/// the application; of its names, and those of profiles, only misspelt ones are refused.
/// </summary>
internal static class UnknownServices
{
    private const string Services = nameof(FleetDescription.Services);

    /// <summary>Refuses them.</summary>
    /// <exception cref="FleetException">A setting names a service that no resource has.</exception>
    public static void Refuse(DistributedApplicationModel model, IConfiguration configuration)
    {
        var names = model.Resources
            .Where(resource => resource.HasAnnotationOfType<ServiceConnectionsAnnotation>())
            .Select(resource => resource.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        var profiles = FleetProfiles.Of(configuration);
        FleetException.ThrowIfAny(
        [
            .. Unknown(configuration.GetSection(FleetDescription.Section), names).Select(service => Misspelt(service, "service", names)
                ?? $"{service.Path} is not a service. The services are {string.Join(", ", names)}."),
            .. profiles.SelectMany(profile => Unknown(profile, names))
                .Select(service => Misspelt(service, "service", names))
                .OfType<string>(),
            .. profiles.Where(profile => names.Except(Sized(profile), StringComparer.OrdinalIgnoreCase).Any())
                .Select(profile => Misspelt(profile, "profile", profiles.Select(other => other.Key).Where(other => other != profile.Key)))
                .OfType<string>(),
        ]);
    }

    private static IEnumerable<string> Sized(IConfigurationSection section) =>
        section.GetSection(Services).GetChildren().Select(service => service.Key);

    private static IEnumerable<IConfigurationSection> Unknown(IConfigurationSection section, List<string> names) =>
        section.GetSection(Services).GetChildren().Where(service => !names.Contains(service.Key, StringComparer.OrdinalIgnoreCase));

    private static string? Misspelt(IConfigurationSection section, string kind, IEnumerable<string> names)
    {
        var parent = section.Path[..^section.Key.Length];
        return NearestNames.Of(section.Key, names) is { Count: > 0 } near
            ? $"{section.Path} is not a {kind}. Did you mean {string.Join(" or ", near.Select(name => parent + name))}?"
            : null;
    }
}
