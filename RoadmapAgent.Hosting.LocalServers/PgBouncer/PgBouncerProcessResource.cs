using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Hosting.LocalServers.PgBouncer;

/// <summary>A PgBouncer run as a process of this machine, on loopback.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program to start.</param>
/// <param name="directory">Where its files are.</param>
/// <param name="definition">What the pooler is.</param>
public sealed class PgBouncerProcessResource(string name, string command, string directory, PgBouncerDefinition definition)
    : ExecutableResource(name, command, directory), IPgBouncerResource
{
    /// <inheritdoc/>
    public PgBouncerDefinition Definition { get; } = definition;

    /// <summary>Where clients connect: not behind a proxy, because the port stands in a file.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PgBouncerConnection.EndpointName);

    /// <inheritdoc/>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.IPV4Host);

    /// <inheritdoc/>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Connects the stats user to the admin console; only host and port without one.</summary>
    public ReferenceExpression ConnectionStringExpression => PgBouncerConnection.ConsoleConnectionString(this);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => PgBouncerConnection.ConsoleProperties(this);
}
