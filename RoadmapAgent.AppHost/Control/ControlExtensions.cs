using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.AppHost.Control;

/// <summary>Adds the control of a running fleet to an application.</summary>
public static class ControlExtensions
{
    /// <summary>
    /// Lets the commands <c>status</c>, <c>pause</c>, <c>resume</c>, <c>requeue</c> and <c>stop</c> of another process reach this fleet by
    /// its data directory, and refuses to start while another AppHost uses the directory. Call it after everything else that can refuse.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="fleet">The fleet.</param>
    public static IDistributedApplicationBuilder AddControl(this IDistributedApplicationBuilder builder, FleetOptions fleet)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton<ControlCommands>();
            builder.Services.AddSingleton(services => new ControlServer(fleet, services.GetRequiredService<ControlCommands>()));
            builder.OnBeforeStart(async (@event, cancellationToken) =>
            {
                var server = @event.Services.GetRequiredService<ControlServer>();
                await server.StartAsync(cancellationToken);
                // A test that starts the application again does not wait until the first one has been disposed.
                @event.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(server.Dispose);
            });
        }

        return builder;
    }
}
