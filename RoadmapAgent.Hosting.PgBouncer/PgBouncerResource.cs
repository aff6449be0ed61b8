namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>A PgBouncer in a container.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="definition">What the pooler is.</param>
public sealed class PgBouncerResource(string name, PgBouncerDefinition definition) : ContainerResource(name), IPgBouncerResource
{
    /// <summary>The port that the pooler listens on inside its container.</summary>
    internal const int ContainerPort = 6432;

    /// <summary>Where the container's files are.</summary>
    internal const string ContainerDirectory = "/etc/pgbouncer";

    /// <inheritdoc/>
    public PgBouncerDefinition Definition { get; } = definition;

    /// <inheritdoc/>
    public EndpointReference PrimaryEndpoint => new(this, PgBouncerConnection.EndpointName);

    /// <inheritdoc/>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <inheritdoc/>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Connects the stats user to the admin console; only host and port without one.</summary>
    public ReferenceExpression ConnectionStringExpression => PgBouncerConnection.ConsoleConnectionString(this);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => PgBouncerConnection.ConsoleProperties(this);
}
