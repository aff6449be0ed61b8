using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures how much the API accepts from one person or one address.</summary>
public static class LimitExtensions
{
    /// <summary>Passes the settings <c>Limits:*</c> to a service. Those that are not set have the service's defaults.</summary>
    /// <param name="service">The API.</param>
    public static IResourceBuilder<ProjectResource> WithLimits(this IResourceBuilder<ProjectResource> service)
    {
        ArgumentNullException.ThrowIfNull(service);
        foreach (var setting in service.ApplicationBuilder.Configuration.GetSection(LimitOptions.Section).GetChildren())
        {
            service.WithEnvironment($"{LimitOptions.Section}__{setting.Key}", setting.Value);
        }

        return service;
    }
}
