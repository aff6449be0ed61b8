using Microsoft.Extensions.Logging;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Asks for a connection, as a request would, while the circuit is open and no request may: one attempt at a time, which a pooler serves as
/// soon as it serves anybody.
/// </summary>
internal sealed class DatabaseProbe(
    ServiceDatabase database, DatabaseCircuit circuit, TimeProvider time, ILogger<DatabaseProbe> logger) : BackgroundLoop(time, logger)
{
    /// <summary>The time between looks at the circuit.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override string Failure => "The database serves no requests";

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        if (circuit.IsOpen)
        {
            await database.RunAsync(DatabaseHealthCheck.AskAsync, stoppingToken);
        }

        return Interval;
    }
}
