using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RoadmapAgent.Broker;

/// <summary>Asks the broker what the bus cannot tell: whether a queue has a consumer, and could have one.</summary>
public static class QueueConsumers
{
    /// <summary>Returns the first queue that no process consumes or that does not exist; null if there is none.</summary>
    /// <param name="broker">The broker's AMQP URI.</param>
    /// <param name="client">The name of the connection at the broker.</param>
    /// <param name="queues">The queues; without any, only the broker is tried.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="BrokerUnreachableException">The broker cannot be reached.</exception>
    public static async Task<Unconsumed?> FindAbsentAsync(
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
                    return new(queue, await IsDeadAsync(channel, queue, cancellationToken));
                }
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return new(queue, IsDead: false);
            }
        }

        return null;
    }

    /// <summary>Tries to read a queue, because a dead one is described as one without messages and consumers.</summary>
    private static async Task<bool> IsDeadAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        try
        {
            if (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is { } message)
            {
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, cancellationToken);
            }

            return false;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.InternalError)
        {
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // A broker that is busy answers late.
            return false;
        }
    }
}
