namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>A RabbitMQ broker run as a process of this machine, with a data directory of its own.</summary>
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

    /// <summary>Where the broker listens for AMQP; loopback only.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <summary>Erlang's distribution port; loopback only.</summary>
    public EndpointReference DistributionEndpoint => new(this, DistributionEndpointName);

    /// <summary>An <c>amqp</c> URI.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{UserName}:{PasswordParameter}@{PrimaryEndpoint.Property(EndpointProperty.IPV4Host)}:{PrimaryEndpoint.Property(EndpointProperty.Port)}");
}
