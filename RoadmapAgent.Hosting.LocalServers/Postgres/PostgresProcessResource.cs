namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>A PostgreSQL server run as a process of this machine, with a data directory of its own.</summary>
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

    /// <summary>Where the server listens; loopback only, and not behind a proxy, so that its port may be written into files.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <summary>Connects as the administrator to the maintenance database.</summary>
    public ReferenceExpression ConnectionStringExpression => ConnectionStringTo("postgres");

    internal ReferenceExpression ConnectionStringTo(string database) => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.IPV4Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={UserName};Password={PasswordParameter};Database={database}");
}
