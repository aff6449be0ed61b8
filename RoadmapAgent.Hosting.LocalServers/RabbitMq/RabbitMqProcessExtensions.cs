using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.RabbitMq;

namespace Aspire.Hosting;

/// <summary>Runs RabbitMQ as a local process.</summary>
public static class RabbitMqProcessExtensions
{
    private const string StopSignal = "TERM";

    /// <summary>
    /// Runs the broker, and the Erlang port mapper it needs (<c>{name}-epmd</c>), as local processes instead of a container, on loopback
    /// and as an ordinary user. A published broker is a container.
    /// </summary>
    /// <param name="builder">The broker.</param>
    /// <param name="dataDirectory">
    /// The node's directory; created if missing, kept between runs. Default: null, one named after application and resource.
    /// </param>
    /// <exception cref="DistributedApplicationException">RabbitMQ is not installed.</exception>
    public static IResourceBuilder<RabbitMQServerResource> RunAsProcess(
        this IResourceBuilder<RabbitMQServerResource> builder, string? dataDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        if (!application.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        var broker = builder.Resource;
        var directory = dataDirectory ?? DataDirectory.Of(builder);
        var account = ServerAccount.Current;
        var node = new RabbitMqNode(directory, account);
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, RabbitMqInstallation.ServerScript());
        var process = new RabbitMqProcessResource(broker, command, directory);
        var epmd = application.AddEpmd($"{broker.Name}-epmd", account);
        var healthCheck = $"{broker.Name}_process_check";
        application.Services.AddHealthChecks()
            .Add(new(healthCheck, _ => new RabbitMqHealthCheck(process), failureStatus: null, tags: null));

        var replaced = ProcessReplacement.Replace(builder, process, annotation => annotation is HealthCheckAnnotation)
            .WithEndpoint(scheme: "tcp", name: RabbitMqProcessResource.DistributionEndpointName, isProxied: false)
            .WithArgs(context => context.Prepend(arguments))
            .WithEnvironment(context =>
            {
                foreach (var (key, value) in node.Environment(process.DistributionEndpoint.Port, epmd.GetEndpoint("tcp").Port))
                {
                    context.EnvironmentVariables[key] = value;
                }
            })
            .WithHealthCheck(healthCheck)
            .WaitForStart(epmd)
            .OnBeforeResourceStarted(async (_, _, ct) => await node.PrepareAsync(
                process.PrimaryEndpoint.Port,
                await broker.UserNameReference.GetValueAsync(ct) ?? "",
                await broker.PasswordParameter.GetValueAsync(ct) ?? "",
                ct));
        epmd.WithParentRelationship(replaced);
        return builder;
    }

    /// <summary>
    /// Adds the port mapper as a separate resource, because the one that RabbitMQ would start itself is a daemon that outlives the AppHost.
    /// </summary>
    private static IResourceBuilder<ExecutableResource> AddEpmd(
        this IDistributedApplicationBuilder builder, string name, ServerAccount account)
    {
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, RabbitMqInstallation.PortMapper());
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
