namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>A RabbitMQ broker run as a local process, with its own data directory.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program to start.</param>
/// <param name="dataDirectory">The node's directory.</param>
/// <param name="password">The password of <see cref="UserName"/>.</param>
public sealed class RabbitMqProcessResource(string name, string command, string dataDirectory, ParameterResource password)
    : ExecutableResource(name, command, dataDirectory), IResourceWithConnectionString
{
    /// <summary>The only user of the broker.</summary>
    public const string UserName = "roadmap";

    internal const string EndpointName = "tcp";
    internal const string DistributionEndpointName = "distribution";

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <summary>The broker's AMQP endpoint, on loopback only.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <summary>The endpoint of Erlang's distribution, on loopback only.</summary>
    public EndpointReference DistributionEndpoint => new(this, DistributionEndpointName);

    /// <summary>The <c>amqp</c> URI of the broker.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var (host, port) = (PrimaryEndpoint.Property(EndpointProperty.IPV4Host), PrimaryEndpoint.Property(EndpointProperty.Port));
            return ReferenceExpression.Create($"amqp://{UserName}:{PasswordParameter}@{host}:{port}");
        }
    }
}
