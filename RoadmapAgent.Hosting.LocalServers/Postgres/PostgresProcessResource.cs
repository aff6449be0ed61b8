namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>A PostgreSQL server run as a local process, with its own data directory.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program to start.</param>
/// <param name="dataDirectory">The cluster's directory.</param>
/// <param name="password">The password of <see cref="UserName"/>.</param>
public sealed class PostgresProcessResource(string name, string command, string dataDirectory, ParameterResource password)
    : ExecutableResource(name, command, dataDirectory), IResourceWithConnectionString
{
    /// <summary>The cluster's administrator.</summary>
    public const string UserName = "postgres";

    internal const string EndpointName = "tcp";

    /// <summary>The cluster's directory.</summary>
    public string DataDirectory => WorkingDirectory;

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <summary>The server's endpoint, on loopback only and not proxied, so that its port can be written to files.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <summary>The administrator's connection string for the maintenance database.</summary>
    public ReferenceExpression ConnectionStringExpression => ConnectionStringTo("postgres");

    internal ReferenceExpression ConnectionStringTo(string database)
    {
        var (host, port) = (PrimaryEndpoint.Property(EndpointProperty.IPV4Host), PrimaryEndpoint.Property(EndpointProperty.Port));
        return ReferenceExpression.Create($"Host={host};Port={port};Username={UserName};Password={PasswordParameter};Database={database}");
    }
}
