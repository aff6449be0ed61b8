using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoadmapAgent.Broker;
using RoadmapAgent.Connections.ConnectionStrings;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceSettings;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds messaging to a service.</summary>
public static class MessagingExtensions
{
    /// <summary>The name of the connection string with the broker's AMQP URI.</summary>
    public const string ConnectionName = "messaging";

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Adds the sweep, which relays what other processes have left in the outbox, and the reconciler, which sends lost messages again. For
    /// the workflow service, whose role reaches the messages of all services, and may change roadmaps and read their content. Requires
    /// messaging.
    /// </summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddMessageRecovery<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var broker = new Uri(builder.Configuration.GetConnectionString(ConnectionName)!);
        builder.Services.AddSingleton<WaitingMessages>(
            (queue, cancellationToken) => QueueLength.CountAsync(broker, "reconciler", queue, cancellationToken));
        builder.Services.AddReceiveEndpointObserver<SweepOnConnect>();
        builder.Services.AddHostedService<OutboxSweepService>();
        builder.Services.AddHostedService<Reconciler>();
        return builder;
    }

    /// <summary>Adds the bus and the outbox relay. Requires the database.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="configure">Configures the messages it sends and consumes.</param>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:messaging</c> is missing.</exception>
    /// <exception cref="ArgumentException"><c>ConnectionStrings:messaging</c> is not valid.</exception>
    public static TBuilder AddRoadmapMessaging<TBuilder>(this TBuilder builder, Action<RoadmapBus> configure)
        where TBuilder : IHostApplicationBuilder
    {
        var broker = BrokerAddress.Read($"ConnectionStrings:{ConnectionName}", builder.Configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException("ConnectionStrings:messaging is missing; set it to the AMQP URI of the broker."));
        var bus = new RoadmapBus();
        configure(bus);
        if (builder.Configuration.GetSettings<IdleOptions>(IdleOptions.Section).Enabled == true)
        {
            bus.AddFanOutConsumer<FleetActiveConsumer>();
            builder.Services.AddHostedService<FleetActiveAnnouncer>();
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MessageTypes(bus.Messages));
        builder.Services.AddSingleton<MessagingMetrics>();
        builder.Services.AddSingleton<OutboxCleanup>();
        builder.Services.AddSingleton<OutboxRelay>();
        builder.Services.AddSingleton<IRecoveryActions, RecoveryActions>();
        builder.Services.AddSingleton<AbsentConsumer>(
            cancellationToken => QueueConsumers.FindAbsentAsync(broker, "consumer-watch", bus.Queues, cancellationToken));
        builder.Services.AddHostedService<ConsumerWatch>();
        builder.Services.AddSingleton<Recovery>();

        // Services stop in reverse order: first the bus, whose consumers finish or return their messages, then the relay, which releases
        // their last messages, then the cleanup, which deletes what has been sent.
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxCleanup>());
        builder.Services.AddHostedService<OutboxRelayService>();
        builder.Services.AddMassTransit(transit =>
        {
            transit.DisableUsageTelemetry();
            bus.Register(transit);
            transit.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker);
                rabbit.ConfigureJsonSerializerOptions(MessageContract.Enforce);
                ErrorQueueTopology.Use(rabbit);
                bus.Configure(context, rabbit);
            });
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.StopTimeout = DrainTime);
        return builder;
    }
}
