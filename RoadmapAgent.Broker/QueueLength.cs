namespace RoadmapAgent.Broker;

/// <summary>Asks the broker what the bus cannot tell: how many messages wait in a queue.</summary>
public static class QueueLength
{
    /// <summary>Counts the messages that wait in a queue, without those in the hands of its consumers.</summary>
    /// <param name="broker">The broker's AMQP URI.</param>
    /// <param name="client">The name of the connection at the broker.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public static async Task<uint> CountAsync(Uri broker, string client, string queue, CancellationToken cancellationToken)
    {
        await using var connection = await BrokerConnection.OpenAsync(broker, client, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
    }
}
