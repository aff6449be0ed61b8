using MassTransit;
using Npgsql;
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

    internal RoadmapBus()
    {
    }

    internal IReadOnlyList<Type> Messages => _messages;

    /// <summary>
    /// Allows messages of these types in the outbox. Every service must list all types of the fleet, because any may run the sweep.
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
        _endpoints.Add((context, bus) => bus.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
            endpoint.BindDeadLetterQueue(
                ErrorQueues.Of(queue), ErrorQueues.Of(queue), dead => dead.SetQueueArgument("x-queue-type", "quorum"));
            endpoint.PrefetchCount = prefetch;
            endpoint.ConcurrentMessageLimit = concurrency;
            endpoint.UseKillSwitch(options => options.SetActivationThreshold(10).SetTripThreshold(0.5).SetRestartTimeout(s: 15));
            endpoint.UseMessageRetry(RetryOutages);
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

    // Retries for about five minutes with jitter, so that a restart of the pooler or the server delays messages but does not lose them. A
    // waiting message only occupies its prefetch slot, so the endpoint stops fetching by itself.
    private static void RetryOutages(IRetryConfigurator retry)
    {
        retry.Handle<DatabaseSaturatedException>();
        retry.Handle<NpgsqlException>(e => e.IsTransient || e is PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation });
        retry.Exponential(40, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(400));
    }
}
