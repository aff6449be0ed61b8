using RabbitMQ.Client;

namespace RoadmapAgent.Messaging;

/// <summary>Asks the broker directly what the bus cannot tell.</summary>
/// <param name="address">The broker's AMQP URI.</param>
internal sealed class Broker(Uri address)
{
    /// <inheritdoc cref="WaitingMessages"/>
    public async Task<uint> CountAsync(string queue, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = address, ClientProvidedName = "reconciler", AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
    }
}
