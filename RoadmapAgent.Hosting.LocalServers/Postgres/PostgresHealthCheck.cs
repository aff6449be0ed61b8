using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RoadmapAgent.Connections;

namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>Reports the server as healthy when it answers a query of its administrator.</summary>
internal sealed class PostgresHealthCheck(PostgresProcessResource server) : IHealthCheck
{
    private static readonly TimeSpan PostgresPatience = TimeSpan.FromSeconds(5);

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
        UnpooledConnectionString.Of(await server.GetConnectionStringAsync(cancellationToken), "roadmap_agent.apphost", PostgresPatience);
}
