using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    private static readonly string[] HttpSchemes = ["https", "http"];

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilHealthy, behavior: null);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilHealthy, waitBehavior);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilStarted, behavior: null);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilStarted, waitBehavior);

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport
    {
        RefuseCircle(builder.Resource, dependency.Resource);
        builder.WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor);
        return builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion, exitCode));
    }

    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key)) throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(() => HttpEndpoint(builder.Resource, endpointName is null ? HttpSchemes : [endpointName], "HTTP health check"), path, statusCode);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null) where T : IResourceWithEndpoints
    {
        var endpoint = Selected(builder.Resource, endpointSelector, "HTTP health check");
        var (address, expected) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{address}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHttpClient(key).RemoveAllLoggers();
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new EndpointHealthCheck(endpoint, address, expected, () => services.GetRequiredService<IHttpClientFactory>().CreateClient(key)),
            failureStatus: null,
            tags: null));
        return builder.WithHealthCheck(key);
    }

    /// <summary>A child may have no health of its own: its parents are waited for too, without showing it.</summary>
    private static IResourceBuilder<T> Wait<T>(IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior) where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        Add(dependency.Resource);
        return builder.WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor);

        void Add(IResource resource)
        {
            RefuseCircle(builder.Resource, resource);
            if (resource is IResourceWithParent { Parent: var parent }) Add(parent);
            if (type == WaitType.WaitUntilStarted && resource is ConnectionStringResource connection)
            {
                foreach (var part in connection.ConnectionStringExpression.ValueProviders.OfType<IResource>()) Add(part);
            }
            builder.WithAnnotation(new WaitAnnotation(resource, type) { WaitBehavior = behavior });
        }
    }

    private static void RefuseCircle(IResource resource, IResource dependency)
    {
        if (resource == dependency) throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for itself.");
        if (resource is IResourceWithParent { Parent: var parent } && parent == dependency) throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for its parent '{dependency.Name}'.");
    }

    private static EndpointReference Selected(IResourceWithEndpoints resource, Func<EndpointReference>? selector, string what)
    {
        var endpoint = selector is null ? HttpEndpoint(resource, HttpSchemes, what) : selector();
        if (endpoint is null) throw new DistributedApplicationException($"Could not create {what} for resource '{resource.Name}' as the endpoint selector returned null.");
        return endpoint.IsHttp || endpoint.IsHttps ? endpoint : throw NotHttp(resource, endpoint, what);
    }

    private static EndpointReference HttpEndpoint(IResourceWithEndpoints resource, string[] names, string what)
    {
        var endpoint = names.Select(name => resource.GetEndpoints().FirstOrDefault(endpoint => string.Equals(endpoint.EndpointName, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(found => found is not null)
            ?? throw new DistributedApplicationException($"Could not create {what} for resource '{resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", names)}");
        return endpoint.IsHttp || endpoint.IsHttps ? endpoint : throw NotHttp(resource, endpoint, what);
    }

    private static DistributedApplicationException NotHttp(IResource resource, EndpointReference endpoint, string what) =>
        new($"Could not create {what} for resource '{resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint.");
}

internal sealed class EndpointHealthCheck(EndpointReference endpoint, string path, int expectedStatus, Func<HttpClient> client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.Exists) return HealthCheckResult.Unhealthy($"The endpoint '{endpoint.EndpointName}' does not exist on the resource.");
        try
        {
            var address = new Uri(new Uri((await endpoint.GetValueAsync(cancellationToken))!), path);
            using var http = client();
            using var response = await http.GetAsync(address, cancellationToken);
            return (int)response.StatusCode == expectedStatus
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"{address} answered {(int)response.StatusCode}, not {expectedStatus}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
