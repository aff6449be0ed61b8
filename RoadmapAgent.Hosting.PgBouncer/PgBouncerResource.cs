namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>A PgBouncer in a container.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="definition">The pooler's definition.</param>
public sealed class PgBouncerResource(string name, PgBouncerDefinition definition) : ContainerResource(name), IPgBouncerResource
{
    /// <summary>The port that the pooler listens on inside its container.</summary>
    internal const int ContainerPort = 6432;

    /// <summary>The directory of the files inside the container.</summary>
    internal const string ContainerDirectory = "/etc/pgbouncer";

    /// <inheritdoc/>
    public PgBouncerDefinition Definition { get; } = definition;

    /// <inheritdoc/>
    public EndpointReference PrimaryEndpoint => new(this, PgBouncerConnection.EndpointName);

    // A process listens on loopback, and not on every address of "localhost".
    /// <inheritdoc/>
    public EndpointReferenceExpression Host =>
        PrimaryEndpoint.Property(this.IsContainer() ? EndpointProperty.Host : EndpointProperty.IPV4Host);

    /// <inheritdoc/>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The connection string of the admin console for the stats user; without one, only host and port.</summary>
    public ReferenceExpression ConnectionStringExpression => PgBouncerConnection.ConsoleConnectionString(this);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        PgBouncerConnection.ConsoleProperties(this);
}
