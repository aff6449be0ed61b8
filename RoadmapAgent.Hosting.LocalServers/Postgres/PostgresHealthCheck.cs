using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>Reports the server as healthy when it answers a query of its administrator.</summary>
internal sealed class PostgresHealthCheck(PostgresProcessResource server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // PostgreSQL logs every premature connection as a fatal error.
            if (!PostgresCluster.AcceptsConnections(server.DataDirectory))
            {
                return new(context.Registration.FailureStatus, "PostgreSQL is starting.");
            }

            await using var connection = new NpgsqlConnection(await ConnectionStringAsync(server, cancellationToken));
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return new(context.Registration.FailureStatus, e.Message);
        }
    }

    /// <summary>Creates the connection string of a short, unpooled connection, which the operations reserve accounts for.</summary>
    internal static async Task<string> ConnectionStringAsync(IResourceWithConnectionString server, CancellationToken cancellationToken) =>
        new NpgsqlConnectionStringBuilder(await server.GetConnectionStringAsync(cancellationToken))
        {
            Pooling = false,
            Timeout = 5,
            CommandTimeout = 5,
            GssEncryptionMode = GssEncryptionMode.Disable,
            ApplicationName = "roadmap_agent.apphost",
        }.ConnectionString;
}
