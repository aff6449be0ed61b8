using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>A resource's links: one for each endpoint, and those that the AppHost gave it.</summary>
internal static class ResourceLinks
{
    public static async Task<ImmutableArray<UrlSnapshot>> OfAsync(IResource resource, DistributedApplicationExecutionContext context, ILogger logger, CancellationToken cancellationToken)
    {
        List<ResourceUrlAnnotation> links = resource is IResourceWithEndpoints withEndpoints
            ? [.. withEndpoints.GetEndpoints().Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint })]
            : [];
        links.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var callback = new ResourceUrlsCallbackContext(context, resource, links, cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>()) await annotation.Callback(callback);
        return [.. callback.Urls.Select(link => new UrlSnapshot(link.Endpoint?.EndpointName, link.Url, IsInternal: link.DisplayLocation == UrlDisplayLocation.DetailsOnly) { DisplayProperties = new(link.DisplayText ?? "") })];
    }

    public static ILogger LoggerOf(this IServiceProvider services, IResource resource) => services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
}
