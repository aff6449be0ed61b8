using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public static class ResourceExtensions
{
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation) where T : IResourceAnnotation
    {
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result) where T : IResourceAnnotation =>
        AnyOrNull(resource.Annotations.OfType<T>(), out result);

    public static bool HasAnnotationOfType<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.Any(annotation => annotation is T);

    public static bool TryGetAnnotationsIncludingAncestorsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result) where T : IResourceAnnotation =>
        AnyOrNull(SelfAndAncestors(resource).SelectMany(each => each.Annotations.OfType<T>()), out result);

    public static bool HasAnnotationIncludingAncestorsOfType<T>(this IResource resource) where T : IResourceAnnotation => SelfAndAncestors(resource).Any(HasAnnotationOfType<T>);

    public static bool TryGetEnvironmentVariables(this IResource resource, [NotNullWhen(true)] out IEnumerable<EnvironmentCallbackAnnotation>? environmentVariables) =>
        resource.TryGetAnnotationsOfType(out environmentVariables);

    public static bool TryGetEndpoints(this IResource resource, [NotNullWhen(true)] out IEnumerable<EndpointAnnotation>? endpoints) => resource.TryGetAnnotationsOfType(out endpoints);

    public static bool TryGetUrls(this IResource resource, [NotNullWhen(true)] out IEnumerable<ResourceUrlAnnotation>? urls) => resource.TryGetAnnotationsOfType(out urls);

    public static bool TryGetContainerMounts(this IResource resource, [NotNullWhen(true)] out IEnumerable<ContainerMountAnnotation>? volumeMounts) => resource.TryGetAnnotationsOfType(out volumeMounts);

    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName)
    {
        imageName = resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? (string.IsNullOrEmpty(image.Registry) ? "" : $"{image.Registry}/") + image.Image + Version(image)
            : null;
        return imageName is not null;

        static string Version(ContainerImageAnnotation image) =>
            !string.IsNullOrEmpty(image.SHA256) ? $"@sha256:{image.SHA256}" : string.IsNullOrEmpty(image.Tag) ? "" : $":{image.Tag}";
    }

    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(resource, endpoint));

    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource, NetworkIdentifier contextNetworkId) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(resource, endpoint, contextNetworkId));

    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => Endpoint(resource, endpointName, network: null);

    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName, NetworkIdentifier contextNetworkId) => Endpoint(resource, endpointName, contextNetworkId);

    public static int GetReplicaCount(this IResource resource) => resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;

    public static bool IsExcludedFromPublish(this IResource resource) =>
        resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var publishing) && publishing == ManifestPublishingCallbackAnnotation.Ignore;

    /// <summary>Which network an address must be good in for this resource to use it.</summary>
    internal static NetworkIdentifier DefaultNetwork(this IResource resource) =>
        resource.IsContainer() ? KnownNetworkIdentifiers.DefaultAspireContainerNetwork : KnownNetworkIdentifiers.LocalhostNetwork;

    internal static bool SupportsProxy(this IResource resource) => !resource.TryGetLastAnnotation<ProxySupportAnnotation>(out var proxy) || proxy.ProxyEnabled;

    /// <summary>Before a resource is started anew: its callbacks are asked again.</summary>
    internal static void ForgetCallbackResults(this IResource resource)
    {
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) annotation.Forget();
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>()) annotation.Forget();
    }

    private static EndpointReference Endpoint(IResourceWithEndpoints resource, string endpointName, NetworkIdentifier? network)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
        return endpoint is null ? new EndpointReference(resource, endpointName, network) : new EndpointReference(resource, endpoint, network);
    }

    private static IEnumerable<IResource> SelfAndAncestors(IResource resource)
    {
        for (var each = resource; each is not null; each = (each as IResourceWithParent)?.Parent) yield return each;
    }

    private static bool AnyOrNull<T>(IEnumerable<T> found, [NotNullWhen(true)] out IEnumerable<T>? result)
    {
        T[] all = [.. found];
        result = all.Length > 0 ? all : null;
        return result is not null;
    }
}
