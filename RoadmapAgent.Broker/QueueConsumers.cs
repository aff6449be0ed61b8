using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RoadmapAgent.Broker;

/// <summary>Asks the broker what the bus cannot tell: whether a queue has a consumer.</summary>
public static class QueueConsumers
{
    /// <summary>Returns the first queue that no process consumes or that does not exist; null if there is none.</summary>
    /// <param name="broker">The broker's AMQP URI.</param>
    /// <param name="client">The name of the connection at the broker.</param>
    /// <param name="queues">The queues; without any, only the broker is tried.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="BrokerUnreachableException">The broker cannot be reached.</exception>
    public static async Task<string?> FindAbsentAsync(
        Uri broker, string client, IEnumerable<string> queues, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        await using var connection = await BrokerConnection.OpenAsync(broker, client, cancellationToken);
        foreach (var queue in queues)
        {
            // The broker closes the channel that asks for a queue that does not exist.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            try
            {
                if ((await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).ConsumerCount == 0)
                {
                    return queue;
                }
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return queue;
            }
        }

        return null;
    }
}
