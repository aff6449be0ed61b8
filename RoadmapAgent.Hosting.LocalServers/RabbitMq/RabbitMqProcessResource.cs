namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>A RabbitMQ broker run as a local process, with its own data directory.</summary>
/// <param name="broker">The broker whose container it replaces, and whose annotations it shares.</param>
/// <param name="command">The program to start.</param>
/// <param name="dataDirectory">The node's directory.</param>
public sealed class RabbitMqProcessResource(RabbitMQServerResource broker, string command, string dataDirectory)
    : ExecutableResource(broker.Name, command, dataDirectory), IResourceWithConnectionString
{
    internal const string DistributionEndpointName = "distribution";

    // Initialized before the base class, whose constructor adds an annotation.
    private readonly RabbitMQServerResource _broker = broker;

    /// <inheritdoc/>
    public override ResourceAnnotationCollection Annotations => _broker.Annotations;

    /// <summary>The broker's AMQP endpoint, on loopback only.</summary>
    public EndpointReference PrimaryEndpoint => _broker.PrimaryEndpoint;

    /// <summary>The endpoint of Erlang's distribution, on loopback only.</summary>
    public EndpointReference DistributionEndpoint => new(this, DistributionEndpointName);

    /// <summary>The <c>amqp</c> URI of the broker.</summary>
    public ReferenceExpression ConnectionStringExpression => _broker.ConnectionStringExpression;
}
