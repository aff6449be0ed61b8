using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Refuses sizes of services that the application does not have: they would change nothing.</summary>
internal static class UnknownServices
{
    private const string Section = $"{FleetDescription.Section}:{nameof(FleetDescription.Services)}";

    /// <summary>Refuses them.</summary>
    /// <exception cref="FleetException">A setting names a service that no resource has.</exception>
    public static void Refuse(DistributedApplicationModel model, IConfiguration configuration)
    {
        var names = model.Resources
            .Where(resource => resource.HasAnnotationOfType<ServiceConnectionsAnnotation>())
            .Select(resource => resource.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        FleetException.ThrowIfAny(configuration.GetSection(Section).GetChildren()
            .Where(service => !names.Contains(service.Key, StringComparer.OrdinalIgnoreCase))
            .Select(service => NearestNames.Of(service.Key, names) is { Count: > 0 } near
                ? $"{Section}:{service.Key} is not a service. Did you mean {string.Join(" or ", near.Select(name => $"{Section}:{name}"))}?"
                : $"{Section}:{service.Key} is not a service. The services are {string.Join(", ", names)}."));
    }
}
