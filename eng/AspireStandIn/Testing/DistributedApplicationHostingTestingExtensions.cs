using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationHostingTestingExtensions
{
    private static readonly string[] Schemes = ["https", "http"];

    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        app.Find(resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' does not expose a connection string.", nameof(resourceName));

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        if (app.Find(resourceName) is not IResourceWithEndpoints resource) throw new InvalidOperationException($"Resource '{resourceName}' has no endpoints.");
        var endpoint = endpointName is not null
            ? resource.GetEndpoint(endpointName)
            : Schemes.Select(scheme => resource.GetEndpoints().FirstOrDefault(candidate => candidate.Scheme == scheme)).FirstOrDefault(found => found is not null);
        return endpoint is { Exists: true } ? new Uri(endpoint.Url) : throw new ArgumentException($"Endpoint '{endpointName ?? "http or https"}' for resource '{resourceName}' not found.", nameof(endpointName));
    }

    private static IResource Find(this DistributedApplication app, string resourceName) =>
        app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out var resource)
            ? resource
            : throw new ArgumentException($"Resource '{resourceName}' not found.", nameof(resourceName));
}
