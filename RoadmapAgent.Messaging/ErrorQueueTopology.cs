using MassTransit;
using RoadmapAgent.Broker;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Lets the bus use the <see cref="ErrorQueues"/> for messages that a consumer cannot handle or does not know, and for those that exceed
/// the delivery limit.
/// </summary>
internal sealed class ErrorQueueTopology : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    private static readonly ErrorQueueTopology Instance = new();

    private ErrorQueueTopology()
    {
    }

    string IErrorQueueNameFormatter.FormatErrorQueueName(string queueName) => ErrorQueues.Of(queueName);

    string IDeadLetterQueueNameFormatter.FormatDeadLetterQueueName(string queueName) => ErrorQueues.Of(queueName);

    /// <summary>Configures error queues consistently, as the dead-letter target of the queue and of the consumer.</summary>
    public static void Use(IRabbitMqBusFactoryConfigurator bus)
    {
        bus.SendTopology.ErrorQueueNameFormatter = Instance;
        bus.SendTopology.DeadLetterQueueNameFormatter = Instance;
        bus.SendTopology.ConfigureErrorSettings = WithoutLimits;
        bus.SendTopology.ConfigureDeadLetterSettings = WithoutLimits;
    }

    /// <summary>
    /// Removes arguments that MassTransit copies from the queue: an error queue has neither a delivery limit nor an error queue.
    /// </summary>
    private static void WithoutLimits(IRabbitMqQueueConfigurator queue)
    {
        queue.SetQueueArgument("x-delivery-limit", null);
        queue.SetQueueArgument("x-dead-letter-exchange", null);
    }
}
