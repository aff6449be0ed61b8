using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Reports healthy if this process can query the database.</summary>
internal sealed class DatabaseHealthCheck(ServiceDatabase database, FleetActivity activity) : IHealthCheck
{
    // A little longer than the pause between two heartbeats of this process.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A probe must not keep the database of an idle fleet awake.
        if (database.AnsweredWithin(Fresh) || activity.IsIdle)
        {
            return HealthCheckResult.Healthy();
        }

        try
        {
            await database.RunUngatedAsync(AskAsync, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DatabaseSaturatedException e)
        {
            // Saturated is not unhealthy: taking this process out of rotation would only add load to the others.
            return HealthCheckResult.Degraded(e.Message);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(context.Registration.FailureStatus, e.Message);
        }
    }

    /// <summary>Asks for nothing but an answer.</summary>
    public static async Task<object?> AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
