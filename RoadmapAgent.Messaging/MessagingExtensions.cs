using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Messaging;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds messaging to a service.</summary>
public static class MessagingExtensions
{
    /// <summary>The connection string with the amqp URI of the broker.</summary>
    public const string ConnectionName = "messaging";

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(4);

    /// <summary>Adds the bus, the outbox relay and the sweep. Needs the database.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="configure">What it sends and consumes.</param>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:messaging</c> is missing.</exception>
    public static TBuilder AddRoadmapMessaging<TBuilder>(this TBuilder builder, Action<RoadmapBus> configure) where TBuilder : IHostApplicationBuilder
    {
        var broker = builder.Configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException("ConnectionStrings:messaging is missing: it is the amqp URI of the broker.");
        var bus = new RoadmapBus();
        configure(bus);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MessageTypes(bus.Messages));
        builder.Services.AddSingleton<MessagingMetrics>();
        builder.Services.AddSingleton<OutboxRelay>();

        // Stopped in reverse order: first the bus, whose consumers finish or hand back, then the relay, which gives back what they wrote last.
        builder.Services.AddHostedService<OutboxRelayService>();
        builder.Services.AddHostedService<OutboxSweepService>();
        builder.Services.AddMassTransit(transit =>
        {
            transit.DisableUsageTelemetry();
            bus.Register(transit);
            transit.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(broker));
                ErrorQueues.Use(rabbit);
                bus.Configure(context, rabbit);
            });
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.StopTimeout = DrainTime);
        return builder;
    }
}
