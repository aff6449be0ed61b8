using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Hosting.LocalServers.PgBouncer;

/// <summary>A PgBouncer run as a local process, on loopback.</summary>
/// <param name="pooler">The pooler whose container it replaces, and whose annotations it shares.</param>
/// <param name="command">The program to start.</param>
/// <param name="directory">The directory of its files.</param>
public sealed class PgBouncerProcessResource(PgBouncerResource pooler, string command, string directory)
    : ExecutableResource(pooler.Name, command, directory), IPgBouncerResource
{
    // Initialized before the base class, whose constructor adds an annotation.
    private readonly PgBouncerResource _pooler = pooler;

    /// <inheritdoc/>
    public override ResourceAnnotationCollection Annotations => _pooler.Annotations;

    /// <inheritdoc/>
    public PgBouncerDefinition Definition => _pooler.Definition;

    /// <summary>The endpoint that clients connect to; not proxied, because the port is written to a file.</summary>
    public EndpointReference PrimaryEndpoint => _pooler.PrimaryEndpoint;

    /// <inheritdoc/>
    public EndpointReferenceExpression Host => _pooler.Host;

    /// <inheritdoc/>
    public EndpointReferenceExpression Port => _pooler.Port;

    /// <summary>The connection string of the admin console for the stats user; without one, only host and port.</summary>
    public ReferenceExpression ConnectionStringExpression => _pooler.ConnectionStringExpression;

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        PgBouncerConnection.ConsoleProperties(_pooler);
}
