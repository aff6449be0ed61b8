using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Healthy when this process's own way to the database answers.</summary>
internal sealed class DatabaseHealthCheck(ServiceDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.RunUngatedAsync(
                async (connection, ct) =>
                {
                    await using var command = new NpgsqlCommand("SELECT 1", connection);
                    return await command.ExecuteScalarAsync(ct);
                },
                cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DatabaseSaturatedException e)
        {
            // Busy is not broken: taking the process out of service would only make the others busier.
            return HealthCheckResult.Degraded(e.Message);
        }
        catch (NpgsqlException e)
        {
            return new(context.Registration.FailureStatus, e.Message);
        }
    }
}
