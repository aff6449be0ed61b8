using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RoadmapAgent.Connections;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>
/// Reports the pooler as healthy when its first database answers a query, which requires the pooler, both logins and the server. Each check
/// uses one unpooled connection at a time and retries for a few seconds, so that a pooler that becomes ready is noticed at once.
/// </summary>
internal sealed class PgBouncerHealthCheck(IPgBouncerResource pooler) : IHealthCheck
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PoolerPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (pooler.Definition.Databases is not [var database, ..])
        {
            return new(context.Registration.FailureStatus, $"The pooler '{pooler.Name}' has no database: add one with AddDatabase.");
        }

        var connectionString = await ConnectionStringAsync(database, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PoolerPatience);
        var problem = "no answer in time";
        try
        {
            while (true)
            {
                try
                {
                    await AskAsync(connectionString, patience.Token);
                    return HealthCheckResult.Healthy($"'{database.Alias}' answers through the pooler.");
                }
                catch (NpgsqlException e)
                {
                    problem = e.Message;
                }

                await Task.Delay(Pause, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(context.Registration.FailureStatus, $"'{database.Alias}' cannot be used through the pooler: {problem}");
        }
    }

    private static async Task<string> ConnectionStringAsync(IResourceWithConnectionString database, CancellationToken cancellationToken) =>
        UnpooledConnectionString.Of(await database.GetConnectionStringAsync(cancellationToken), "pgbouncer_check", AttemptLimit);

    private static async Task AskAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
