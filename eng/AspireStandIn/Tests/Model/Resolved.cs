using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace AspireStandIn.Tests.Model;

/// <summary>
/// The tests of this folder use public members only: compiled against the genuine libraries they have to pass too.
/// </summary>
internal static class Resolved
{
    // A hundred builders that watch their settings files would use up the user's file watchers.
    public static IDistributedApplicationBuilder Builder(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false", .. args], DisableDashboard = true });

    public static IDistributedApplicationBuilder PublishBuilder() => Builder("--operation", "publish");

    public static Task<IExecutionConfigurationResult> ConfigurationAsync(IResource resource, DistributedApplicationOperation operation = DistributedApplicationOperation.Run) =>
        ExecutionConfigurationBuilder.Create(resource).WithArgumentsConfig().WithEnvironmentVariablesConfig()
            .BuildAsync(new DistributedApplicationExecutionContext(operation), NullLogger.Instance, TestContext.Current.CancellationToken);

    public static async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, DistributedApplicationOperation operation = DistributedApplicationOperation.Run)
    {
        var configuration = await ConfigurationAsync(resource, operation);
        Assert.Null(configuration.Exception);
        return configuration.EnvironmentVariables.ToDictionary();
    }

    public static async Task<string?> ValueAsync(IValueProvider value, IResource? caller = null) =>
        await value.GetValueAsync(new ValueProviderContext { Caller = caller }, TestContext.Current.CancellationToken);

    /// <summary>What the orchestrator does before anything starts.</summary>
    public static void Allocate(IResource resource, string endpointName, int port, string? targetPortExpression = null)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single(annotation => annotation.Name == endpointName);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port, targetPortExpression);
    }

    public static void AllocateInContainers(IResource resource, string endpointName, string host, int port)
    {
        var network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single(annotation => annotation.Name == endpointName);
        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(network, new AllocatedEndpoint(endpoint, host, port, EndpointBindingMode.SingleAddress, targetPortExpression: null, networkId: network));
    }

    public static EndpointAnnotation Tcp(int? port = null, int? targetPort = null, bool? isProxied = null) => new(ProtocolType.Tcp, name: "tcp", port: port, targetPort: targetPort, isProxied: isProxied);
}

internal sealed class Project(LaunchSettings? settings) : IProjectMetadata
{
    public Project() : this(new LaunchSettings
    {
        Profiles =
        {
            ["iis"] = new() { CommandName = "IISExpress" },
            ["http"] = new()
            {
                CommandName = "Project",
                ApplicationUrl = "http://localhost:5201;http://localhost:5202",
                LaunchUrl = "ui",
                EnvironmentVariables = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["COLOUR"] = "red" },
            },
            ["other"] = new() { CommandName = "Project", EnvironmentVariables = { ["COLOUR"] = "blue" } },
        },
    })
    { }

    public string ProjectPath { get; } = Path.Combine(Path.GetTempPath(), "nowhere", "Project.csproj");

    public LaunchSettings? LaunchSettings { get; } = settings;
}
