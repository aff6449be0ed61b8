using MassTransit;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Names and configures the error queue that every queue has. Messages that a consumer cannot handle or does not know, and messages that
/// exceed the delivery limit, stay there until an operator requeues them.
/// </summary>
public sealed class ErrorQueues : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    private ErrorQueues()
    {
    }

    internal static ErrorQueues Instance { get; } = new();

    /// <summary>Returns the name of a queue's error queue.</summary>
    /// <param name="queue">The queue.</param>
    public static string Of(string queue) => $"{queue}_dead";

    /// <summary>Moves the messages of a queue's error queue back to the queue.</summary>
    /// <param name="broker">The broker's AMQP URI.</param>
    /// <param name="client">The name of the connection at the broker.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Cancels between two messages.</param>
    /// <returns>The number of messages moved.</returns>
    public static Task<uint> RequeueAsync(Uri broker, string client, string queue, CancellationToken cancellationToken) =>
        ErrorQueueRequeue.RunAsync(broker, client, Of(queue), queue, cancellationToken);

    string IErrorQueueNameFormatter.FormatErrorQueueName(string queueName) => Of(queueName);

    string IDeadLetterQueueNameFormatter.FormatDeadLetterQueueName(string queueName) => Of(queueName);

    /// <summary>Configures error queues consistently, as the dead-letter target of the queue and of the consumer.</summary>
    internal static void Use(IRabbitMqBusFactoryConfigurator bus)
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
