using RabbitMQ.Client;

namespace RoadmapAgent.Broker;

/// <summary>
/// The error queues, of which every queue has one: messages that a consumer could not handle stay there until an operator requeues them.
/// </summary>
public static class ErrorQueues
{
    // The headers that the bus (MT-) and the broker (x-) add to a failed message.
    private static readonly string[] FailureHeaders = ["MT-Fault-", "MT-Host-", "MT-Reason", "x-"];

    /// <summary>Returns the name of a queue's error queue.</summary>
    /// <param name="queue">The queue.</param>
    public static string Of(string queue) => $"{queue}_dead";

    /// <summary>
    /// Moves every message of a queue's error queue back to the queue in its original form; it is removed from the error queue only after
    /// the broker has confirmed it in the other one. Only the messages present at the start are moved, so that one that fails again at once
    /// does not loop forever.
    /// </summary>
    /// <param name="broker">The broker's AMQP URI.</param>
    /// <param name="client">The name of the connection at the broker.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Cancels between two messages.</param>
    /// <returns>The number of messages moved.</returns>
    public static async Task<uint> RequeueAsync(Uri broker, string client, string queue, CancellationToken cancellationToken)
    {
        var errors = Of(queue);
        await using var connection = await BrokerConnection.OpenAsync(broker, client, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var present = (await channel.QueueDeclarePassiveAsync(errors, cancellationToken)).MessageCount;
        for (var requeued = 0u; requeued < present; requeued++)
        {
            if (await channel.BasicGetAsync(errors, autoAck: false, cancellationToken) is not { } message)
            {
                return requeued;
            }

            await channel.BasicPublishAsync("", queue, mandatory: true, AsSent(message.BasicProperties), message.Body, cancellationToken);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
        }

        return present;
    }

    private static BasicProperties AsSent(IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = properties.Headers?
            .Where(header => !FailureHeaders.Any(prefix => header.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(),
    };
}
