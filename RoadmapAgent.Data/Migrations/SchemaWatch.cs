using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Migrations;

/// <summary>Waits until the migration of this version has completed, then ends.</summary>
internal sealed class SchemaWatch(RoadmapDatabase database, SchemaReadiness schema, TimeProvider time, ILogger<SchemaWatch> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override string Failure => "The database is not known to be migrated";

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        if (!await database.RunAsync(CompletedMigrationTable.ContainsAsync, stoppingToken))
        {
            return Interval;
        }

        schema.Complete();
        return null;
    }
}
