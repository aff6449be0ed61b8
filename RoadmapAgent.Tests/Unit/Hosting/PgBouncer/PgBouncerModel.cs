using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

/// <summary>Application models with poolers, and the steps an orchestrator performs on them.</summary>
internal static class PgBouncerModel
{
    public static IDistributedApplicationBuilder Run() =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });

    public static IDistributedApplicationBuilder Publish() => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions
        {
            Args = ["--operation", "publish", "--publisher", "manifest", "--output-path", "unused"],
            DisableDashboard = true,
        });

    /// <summary>A pooler with the databases of an api and a worker, and users for its console.</summary>
    public static IResourceBuilder<PgBouncerResource> AddPooler(this IDistributedApplicationBuilder builder, string name = "pgbouncer")
    {
        var server = builder.AddPostgres($"{name}-server", password: builder.AddParameter($"{name}-server-password", "s3rver"));
        var pooler = builder.AddPgBouncer(name, server)
            .WithStatsUser(password: builder.AddParameter($"{name}-watcher", "w4tcher"))
            .WithAdminUser(password: builder.AddParameter($"{name}-operator", "0perator"));
        pooler.AddDatabase(
            $"{name}-api", "roadmap", builder.Login("roadmap_api", $"{name}-api-password", "4pi"), poolSize: 8, alias: "roadmap_api");
        pooler.AddDatabase(
            $"{name}-content",
            "roadmap",
            builder.Login("roadmap_content", $"{name}-content-password", "c0ntent"),
            poolSize: 10,
            reserve: 2,
            alias: "roadmap_content");
        return pooler;
    }

    public static PgBouncerLogin Login(this IDistributedApplicationBuilder builder, string userName, string parameter, string password) =>
        new(userName, builder.AddParameter(parameter, password, secret: true).Resource);

    /// <summary>Allocates a resource's endpoint: one address for processes and one for containers.</summary>
    public static void Allocate(IResource resource, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", port);
        var network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
            network,
            new(
                endpoint,
                $"{resource.Name}.dev.internal",
                endpoint.TargetPort ?? port,
                EndpointBindingMode.SingleAddress,
                targetPortExpression: null,
                network));
    }

    /// <summary>The files that would be copied into the container.</summary>
    public static async Task<Dictionary<string, ContainerFile>> FilesAsync(this IResourceBuilder<PgBouncerResource> pooler)
    {
        var annotation = pooler.Resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().Single();
        await using var services = new ServiceCollection().BuildServiceProvider();
        var items = await annotation.Callback(
            new() { Model = pooler.Resource, Services = services }, TestContext.Current.CancellationToken);
        return items.Cast<ContainerFile>().ToDictionary(file => file.Name);
    }

    /// <summary>The arguments that the program would be started with.</summary>
    public static async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource)
    {
        var arguments = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(new CommandLineArgsCallbackContext(arguments, resource, TestContext.Current.CancellationToken));
        }

        return [.. arguments.Select(argument => argument.ToString()!)];
    }

    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> Properties(IResourceWithConnectionString resource) =>
        resource.GetConnectionProperties();
}
