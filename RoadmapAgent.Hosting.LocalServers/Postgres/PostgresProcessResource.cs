using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>A PostgreSQL server run as a local process, with its own data directory.</summary>
/// <param name="server">The server whose container it replaces, and whose annotations it shares.</param>
/// <param name="command">The program to start.</param>
/// <param name="dataDirectory">The cluster's directory.</param>
public sealed class PostgresProcessResource(PostgresServerResource server, string command, string dataDirectory)
    : ExecutableResource(server.Name, command, dataDirectory), IResourceWithConnectionString
{
    /// <summary>The cluster's administrator.</summary>
    public const string UserName = "postgres";

    // Initialized before the base class, whose constructor adds an annotation.
    private readonly PostgresServerResource _server = server;

    /// <inheritdoc/>
    public override ResourceAnnotationCollection Annotations => _server.Annotations;

    /// <summary>The cluster's directory.</summary>
    public string DataDirectory => WorkingDirectory;

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public ParameterResource PasswordParameter => _server.PasswordParameter;

    /// <summary>The server's endpoint, on loopback only and not proxied, so that its port can be written to files.</summary>
    public EndpointReference PrimaryEndpoint => _server.PrimaryEndpoint;

    /// <summary>The administrator's connection string, without a database.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var (host, port) = (PrimaryEndpoint.Property(EndpointProperty.IPV4Host), PrimaryEndpoint.Property(EndpointProperty.Port));
            return ReferenceExpression.Create(
                $"Host={host};Port={port};Username={UserName};Password={new QuotedParameter(PasswordParameter)}");
        }
    }
}
