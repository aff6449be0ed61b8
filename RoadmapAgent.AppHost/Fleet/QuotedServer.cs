using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The connection string of a PostgreSQL container with its password quoted, which Aspire does not do.</summary>
/// <param name="server">The server.</param>
internal sealed class QuotedServer(IResourceBuilder<PostgresServerResource> server)
    : Resource(server.Resource.Name), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var (postgres, connectionString) = (server.Resource, new ReferenceExpressionBuilder());
            connectionString.Append($"Host={postgres.Host};Port={postgres.Port};Username={postgres.UserNameReference};Password=");
            QuotedParameter.Append(
                connectionString, postgres.PasswordParameter, server.ApplicationBuilder.ExecutionContext.IsPublishMode);
            return connectionString.Build();
        }
    }
}
