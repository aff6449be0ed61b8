using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RoadmapAgent.Broker;

/// <summary>Connections to the broker for questions that the bus cannot answer.</summary>
public static class BrokerConnection
{
    /// <summary>Opens a connection that is not recovered: what uses it asks again.</summary>
    /// <param name="broker">The broker's AMQP URI.</param>
    /// <param name="client">The name of the connection at the broker.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="BrokerUnreachableException">The broker cannot be reached.</exception>
    public static Task<IConnection> OpenAsync(Uri broker, string client, CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = broker, ClientProvidedName = client, AutomaticRecoveryEnabled = false }
            .CreateConnectionAsync(cancellationToken);
}
