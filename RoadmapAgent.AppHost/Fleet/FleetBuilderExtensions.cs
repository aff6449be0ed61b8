using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Lifetime;
using RoadmapAgent.Hosting.LocalServers;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Adds a fleet to an application.</summary>
public static class FleetBuilderExtensions
{
    private const string NoRuntime =
        "Fleet:Servers is 'Containers', but no container runtime answers: "
        + "start Docker or Podman, or set Fleet:Servers to Processes or Hosted.";

    /// <summary>
    /// Reads the section <c>Fleet</c>, decides how the servers run, and adds what every fleet has: supervision by the program that started
    /// it, and its progress in the log. With the command <c>budget</c>, the application prints its budget and does not start.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <returns>The fleet; its servers are no longer <see cref="ServerMode.Auto"/>.</returns>
    /// <exception cref="FleetException">A setting is invalid.</exception>
    public static async Task<FleetOptions> AddFleetAsync(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        FleetExit.Register(builder);
        BudgetVerb.AddIfRequested(builder);
        InheritedEnvironment.Prepare();
        KnownSettings.Check(builder.Configuration);
        var options = await ResolveServersAsync(builder, FleetConfiguration.Read(builder.Configuration));
        ElasticSettings.RefuseOthersPooler(options, builder.ExecutionContext.IsPublishMode);
        var clock = Stopwatch.StartNew();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ResourceConditions>();
        // Before the orchestrator, whose start does not end while a resource cannot be created.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(
            services => services.GetRequiredService<ResourceConditions>()));
        builder.Services.Insert(1, ServiceDescriptor.Singleton<IHostedService>(
            services => ActivatorUtilities.CreateInstance<ReadinessReport>(services, clock)));
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddHostedService<HealthReport>();
            builder.Services.AddHostedService<ServicesFirst>();
        }

        builder.UsePlainHttp();
        builder.OnBeforeStart((@event, _) =>
        {
            UndeclaredServices.Refuse(@event.Model);
            UnknownServices.Refuse(@event.Model, builder.Configuration);
            ParameterNames.RefuseUnknown(@event.Model, options, builder.Configuration);
            return Task.CompletedTask;
        });
        return options;
    }

    /// <summary>
    /// Refuses to start if a parameter or connection string is missing, if the fleet needs a container runtime and none answers, or if a
    /// port is in use, and to publish if there is nothing to publish for. Call it after the budget, which can refuse without them.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="fleet">The fleet.</param>
    public static IDistributedApplicationBuilder RequireEnvironment(this IDistributedApplicationBuilder builder, FleetOptions fleet)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fleet);
        builder.AddPublishing();
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.OnBeforeStart((@event, _) =>
            {
                ParameterNames.RefuseMissing(@event.Model, builder.Configuration);
                return Task.CompletedTask;
            });
        }

        if (fleet.Servers == ServerMode.Containers && builder.ExecutionContext.IsRunMode)
        {
            builder.OnBeforeStart((_, cancellationToken) => RequireRuntimeAsync(cancellationToken));
        }

        // A testing builder has no dashboard and chooses free ports.
        if (builder.ExecutionContext.IsRunMode && FleetExit.IsOwnProcess)
        {
            builder.OnBeforeStart((@event, cancellationToken) =>
                FixedPorts.RefuseUsedAsync(@event.Model, builder.Configuration, cancellationToken));
        }

        return builder;
    }

    /// <summary>
    /// Adds a secret that is generated once and stored in the user secrets, unless it is set. Every printable ASCII character is valid in
    /// it; a generated one has no special characters, which a person would have to escape.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="FleetException">The value that is set cannot be a password; the message does not contain it.</exception>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        SecretRules.CheckPassword(builder.Configuration, name);
        return builder.AddParameter(name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
    }

    private static async Task<FleetOptions> ResolveServersAsync(IDistributedApplicationBuilder builder, FleetOptions options)
    {
        // Publishing always uses containers, because it describes a deployment.
        var usesContainers = options.Servers switch
        {
            ServerMode.Containers => true,
            ServerMode.Processes => false,
            _ => builder.ExecutionContext.IsPublishMode || await ContainerRuntime.AnswersAsync(),
        };
        var own = usesContainers ? ServerMode.Containers : ServerMode.Processes;
        if (options.Servers == ServerMode.Processes && builder.ExecutionContext.IsPublishMode)
        {
            throw new FleetException("Fleet:Servers must be one of Auto, Containers to publish (was 'Processes').");
        }

        var isHosted = options.Servers == ServerMode.Hosted;
        var servers = isHosted ? ServerMode.Hosted : own;
        return options with
        {
            Servers = servers,
            Broker = isHosted && builder.Configuration.GetConnectionString("messaging") is not null ? ServerMode.Hosted : own,
            Pooler = options.Pooler with
            {
                OpenFileLimit = options.Pooler.OpenFileLimit
                    ?? (servers == ServerMode.Processes ? OpenFileLimit.OfThisMachine() : null),
            },
        };
    }

    private static async Task RequireRuntimeAsync(CancellationToken cancellationToken)
    {
        if (!await ContainerRuntime.AnswersAsync(cancellationToken))
        {
            throw new FleetException(NoRuntime);
        }
    }
}
