using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Hosting.LocalServers;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Adds a fleet to an application.</summary>
public static class FleetBuilderExtensions
{
    private const string NoRuntime =
        "Fleet:Servers is 'Containers', but no container runtime answers: "
        + "start Docker or Podman, or set Fleet:Servers to Processes or Hosted.";

    /// <summary>Reads the fleet's options and resolves how its servers run.</summary>
    /// <param name="builder">The application.</param>
    /// <exception cref="FleetException">A setting is invalid.</exception>
    public static FleetBuilder AddFleet(this IDistributedApplicationBuilder builder)
    {
        var options = FleetConfiguration.Read(builder.Configuration);
        if (options.Servers == ServerMode.Auto)
        {
            options = options with { Servers = CanRunContainers(builder) ? ServerMode.Containers : ServerMode.Processes };
        }

        if (options.Servers == ServerMode.Processes && builder.ExecutionContext.IsPublishMode)
        {
            throw new FleetException("Fleet:Servers must be one of Auto, Containers to publish (was 'Processes').");
        }

        var clock = Stopwatch.StartNew();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<ReadinessReport>(services, clock));
        builder.UsePlainHttp();
        builder.AddConnectionBudget(options);
        builder.AddPublishing();
        if (options.Servers == ServerMode.Containers)
        {
            // Checked after the budget, which can refuse without a runtime.
            builder.OnBeforeStart((_, _) => CanRunContainers(builder) ? Task.CompletedTask : throw new FleetException(NoRuntime));
        }

        return new(builder, options);
    }

    /// <summary>Tells whether containers can be used. Publishing always uses them, because it describes a deployment.</summary>
    internal static bool CanRunContainers(IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode || ContainerRuntime.AnswersAsync().GetAwaiter().GetResult();
}
