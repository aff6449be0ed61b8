using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Hosting.LocalServers.PgBouncer;

/// <summary>A PgBouncer run as a local process, on loopback.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program to start.</param>
/// <param name="directory">The directory of its files.</param>
/// <param name="definition">The pooler's definition.</param>
public sealed class PgBouncerProcessResource(string name, string command, string directory, PgBouncerDefinition definition)
    : ExecutableResource(name, command, directory), IPgBouncerResource
{
    /// <inheritdoc/>
    public PgBouncerDefinition Definition { get; } = definition;

    /// <summary>The endpoint that clients connect to; not proxied, because the port is written to a file.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PgBouncerConnection.EndpointName);

    /// <inheritdoc/>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.IPV4Host);

    /// <inheritdoc/>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The connection string of the admin console for the stats user; without one, only host and port.</summary>
    public ReferenceExpression ConnectionStringExpression => PgBouncerConnection.ConsoleConnectionString(this);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        PgBouncerConnection.ConsoleProperties(this);
}
