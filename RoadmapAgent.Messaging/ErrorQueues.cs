using MassTransit;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Every queue has one error queue: what a consumer cannot handle, what it does not know and what killed it too often ends there, and stays
/// until an operator sends it back.
/// </summary>
public sealed class ErrorQueues : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    private ErrorQueues()
    {
    }

    internal static ErrorQueues Instance { get; } = new();

    /// <summary>The error queue of a queue.</summary>
    /// <param name="queue">The queue.</param>
    public static string Of(string queue) => $"{queue}_dead";

    string IErrorQueueNameFormatter.FormatErrorQueueName(string queueName) => Of(queueName);

    string IDeadLetterQueueNameFormatter.FormatDeadLetterQueueName(string queueName) => Of(queueName);

    /// <summary>Declares an error queue the same way from both sides: as the queue's dead-letter target and as the consumer's.</summary>
    internal static void Use(IRabbitMqBusFactoryConfigurator bus)
    {
        bus.SendTopology.ErrorQueueNameFormatter = Instance;
        bus.SendTopology.DeadLetterQueueNameFormatter = Instance;
        bus.SendTopology.ConfigureErrorSettings = WithoutLimits;
        bus.SendTopology.ConfigureDeadLetterSettings = WithoutLimits;
    }

    /// <summary>MassTransit copies the arguments of the queue; an error queue neither counts deliveries nor has an error queue.</summary>
    private static void WithoutLimits(IRabbitMqQueueConfigurator queue)
    {
        queue.SetQueueArgument("x-delivery-limit", null);
        queue.SetQueueArgument("x-dead-letter-exchange", null);
    }
}
