using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.RabbitMq;

namespace Aspire.Hosting;

/// <summary>Adds RabbitMQ as a local process.</summary>
public static class RabbitMqProcessExtensions
{
    private const string StopSignal = "TERM";

    /// <summary>
    /// Adds a RabbitMQ broker and the Erlang port mapper it needs as local processes, on loopback and as an ordinary user.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The broker's resource name; the port mapper's is <c>{name}-epmd</c>.</param>
    /// <param name="password">The broker user's password; may change between runs.</param>
    /// <param name="dataDirectory">The node's directory; created if missing, kept between runs.</param>
    /// <exception cref="DistributedApplicationException">RabbitMQ is not installed.</exception>
    public static IResourceBuilder<RabbitMqProcessResource> AddRabbitMqProcess(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource> password,
        string dataDirectory)
    {
        var account = ServerAccount.Current;
        var node = new RabbitMqNode(dataDirectory, account);
        var epmd = builder.AddEpmd($"{name}-epmd", account);
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, ServerBinaries.RabbitMq());
        var resource = new RabbitMqProcessResource(name, command, dataDirectory, password.Resource);
        var healthCheck = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new(healthCheck, _ => new RabbitMqHealthCheck(resource), failureStatus: null, tags: null));

        var broker = builder.AddResource(resource)
            .WithIconName("MailMultiple")
            .WithRestarts()
            .WithEndpoint(scheme: "tcp", name: RabbitMqProcessResource.EndpointName, isProxied: false)
            .WithEndpoint(scheme: "tcp", name: RabbitMqProcessResource.DistributionEndpointName, isProxied: false)
            .WithArgs([.. arguments])
            .WithEnvironment(context =>
            {
                foreach (var (key, value) in node.Environment(resource.DistributionEndpoint.Port, epmd.GetEndpoint("tcp").Port))
                {
                    context.EnvironmentVariables[key] = value;
                }
            })
            .WithHealthCheck(healthCheck)
            .WaitForStart(epmd)
            .OnBeforeResourceStarted(async (server, _, ct) =>
                await node.PrepareAsync(server.PrimaryEndpoint.Port, await server.PasswordParameter.GetValueAsync(ct) ?? "", ct));
        epmd.WithParentRelationship(broker);
        return broker;
    }

    /// <summary>
    /// Adds the port mapper as a separate resource, because the one that RabbitMQ would start itself is a daemon that outlives the AppHost.
    /// </summary>
    private static IResourceBuilder<ExecutableResource> AddEpmd(
        this IDistributedApplicationBuilder builder, string name, ServerAccount account)
    {
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, ServerBinaries.Epmd());
        var epmd = builder.AddExecutable(name, command, "/")
            .WithIconName("Router")
            .WithRestarts()
            .WithEndpoint(scheme: "tcp", name: "tcp", isProxied: false);
        return epmd.WithArgs(context =>
        {
            foreach (var argument in arguments.Concat(["-address", "127.0.0.1", "-port", $"{epmd.GetEndpoint("tcp").Port}"]))
            {
                context.Args.Add(argument);
            }
        });
    }
}
