using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Broker;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>The messages a service sends and consumes.</summary>
public sealed class RoadmapBus
{
    // The broker redelivers a message whose consumer died. A message that repeatedly kills its consumer ends in the dead-letter queue.
    private const int DeliveryLimit = 50;

    private readonly List<Action<IBusRegistrationConfigurator>> _registrations = [];
    private readonly List<Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>> _endpoints = [];
    private readonly List<Type> _messages = [];
    private readonly List<string> _queues = [];

    internal RoadmapBus()
    {
    }

    internal IReadOnlyList<Type> Messages => _messages;

    /// <summary>The durable queues that the service consumes.</summary>
    internal IReadOnlyList<string> Queues => _queues;

    /// <summary>
    /// Allows messages of these types in the outbox. A service must list all types that it sends, and the workflow all types of the fleet,
    /// because it sweeps the outbox.
    /// </summary>
    public RoadmapBus CarryMessages(params IEnumerable<Type> types)
    {
        _messages.AddRange(types);
        return this;
    }

    /// <summary>Consumes commands from a durable, replicated queue.</summary>
    /// <param name="consumer">The consumer's type.</param>
    /// <param name="queue">The queue's name.</param>
    /// <param name="concurrency">Messages handled at once in this process.</param>
    /// <param name="prefetch">Messages the broker delivers to this process in advance; at least <paramref name="concurrency"/>.</param>
    public RoadmapBus AddQueueConsumer(Type consumer, string queue, int concurrency, int prefetch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, concurrency);
        _registrations.Add(bus => bus.AddConsumer(consumer));
        _queues.Add(queue);
        _endpoints.Add((context, bus) => bus.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
            endpoint.BindDeadLetterQueue(
                ErrorQueues.Of(queue), ErrorQueues.Of(queue), dead => dead.SetQueueArgument("x-queue-type", "quorum"));
            endpoint.PrefetchCount = prefetch;
            endpoint.ConcurrentMessageLimit = concurrency;
            Recover(endpoint, context, RetryInMemory);
            endpoint.ConfigureConsumer(context, consumer);
        }));
        return this;
    }

    /// <summary>Consumes events in every process: each process has its own queue, which is deleted when the process ends.</summary>
    public RoadmapBus AddFanOutConsumer<TConsumer>() where TConsumer : class, IConsumer
    {
        _registrations.Add(bus => bus.AddConsumer<TConsumer>());
        _endpoints.Add(
            (context, bus) =>
                bus.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint => endpoint.ConfigureConsumer<TConsumer>(context)));
        return this;
    }

    internal void Register(IBusRegistrationConfigurator configurator) => _registrations.ForEach(register => register(configurator));

    internal void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus) =>
        _endpoints.ForEach(configure => configure(context, bus));

    /// <summary>
    /// Retries whatever may be an outage, then hands the message to <see cref="Recovery"/>. A waiting message occupies its prefetch slot,
    /// so the endpoint stops fetching by itself.
    /// </summary>
    internal static void Recover(
        IReceiveEndpointConfigurator endpoint, IRegistrationContext context, Action<IRetryConfigurator> intervals)
    {
        var schema = context.GetRequiredService<SchemaReadiness>();
        // Nobody listens for faults: the owner of a failed message is told by its roadmap.
        endpoint.PublishFaults = false;
        // Lazy: what recovers messages sends them by way of the bus that is being configured.
        _ = new RecoveryConfiguration(
            endpoint, new(context.GetRequiredService<Recovery>), context.GetRequiredService<FleetActivity>());
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(e => ErrorClassifier.Classify(e, schema.IsComplete) is not ErrorKind.OwnFault);
            intervals(retry);
        });
    }

    // For somewhat more than a minute with jitter: a restart of the pooler or the server costs nothing but time.
    private static void RetryInMemory(IRetryConfigurator retry) =>
        retry.Exponential(12, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(400));
}
