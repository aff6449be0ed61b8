using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using Npgsql;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Data.Retention;

/// <summary>
/// Deletes what was recorded about roadmaps that ended long ago, and the roadmaps that were deleted long ago. Needs no index of its own:
/// the ids of roadmaps begin with the time of their creation, and all tables have an index that begins with the roadmap's id.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="meters">Creates the counter of deleted rows.</param>
public sealed class RetentionStore(RoadmapDatabase database, IMeterFactory meters)
{
    private const string SelectFrom = $"""
        WITH {LeaseTable.Held},
        expired AS (
          SELECT d.ctid, d.roadmap_id FROM roadmap.
        """;

    // What expires was written after its roadmap was created, so the roadmap's id is below the first one of the time of expiry. The lock
    // keeps roadmaps as they are: one that is being retried or deleted at this moment is skipped, one that is to be waits for milliseconds.
    private const string DeleteFrom = """
         AS d JOIN roadmap.roadmaps AS r ON r.id = d.roadmap_id
          WHERE EXISTS (SELECT FROM held) AND d.roadmap_id >= $4 AND d.roadmap_id < $5 AND d.at < $6 AND r.ended_at < $6
          ORDER BY d.roadmap_id LIMIT $7 FOR SHARE OF r SKIP LOCKED),
        deleted AS (
          DELETE FROM roadmap.
        """;

    private const string Answer = """
         AS d WHERE d.ctid = ANY (ARRAY(SELECT ctid FROM expired)) RETURNING true)
        SELECT EXISTS (SELECT FROM held), (SELECT count(*)::int FROM deleted),
               (SELECT roadmap_id FROM expired ORDER BY roadmap_id DESC LIMIT 1)
        """;

    // The statements that delete what has expired are constants, so that a test can read them.
    private const string PurgeExecutionLogs = $"{SelectFrom}execution_logs{DeleteFrom}execution_logs{Answer}";
    private const string PurgeEvents = $"{SelectFrom}events{DeleteFrom}events{Answer}";

    // One that is being restored is skipped; one that has just been restored belongs to its owner again.
    private const string PurgeTrash = $"""
        WITH {LeaseTable.Held},
        expired AS MATERIALIZED (
          SELECT t.roadmap_id FROM roadmap.trash AS t JOIN roadmap.roadmaps AS r ON r.id = t.roadmap_id
          WHERE EXISTS (SELECT FROM held) AND t.roadmap_id >= $4 AND t.roadmap_id < $5 AND t.deleted_at < $6
            AND r.owner = {TrashTable.Nobody}
          ORDER BY t.roadmap_id LIMIT $7 FOR UPDATE OF r SKIP LOCKED),
        deleted AS (
          DELETE FROM roadmap.roadmaps AS r USING expired AS e WHERE r.id = e.roadmap_id RETURNING true)
        SELECT EXISTS (SELECT FROM held), (SELECT count(*)::int FROM deleted),
               (SELECT roadmap_id FROM expired ORDER BY roadmap_id DESC LIMIT 1)
        """;

    private readonly Counter<long> _deleted = meters.Create(DataTelemetry.MeterName)
        .CreateCounter<long>("roadmap_agent.retention.deleted", "{row}", "Rows deleted because they had expired.");

    /// <summary>Takes or renews the lease, and deletes a batch of expired rows. One round trip.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="table">The table.</param>
    /// <param name="before">
    /// The time of expiry: rows of roadmaps that ended before it are deleted, if they are older themselves; of the trash, roadmaps that
    /// were deleted before it.
    /// </param>
    /// <param name="from">The id of the roadmap to begin with; all zeros to begin with the first.</param>
    /// <param name="limit">The maximum number of rows of the table; at least 1.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>Null while another process holds the lease.</returns>
    public async Task<PurgedBatch?> PurgeAsync(
        Lease lease, RetainedTable table, DateTimeOffset before, Guid from, int limit, CancellationToken cancellationToken)
    {
        var batch = await database.RunAsync(
            async (connection, ct) =>
            {
                await using var command = new NpgsqlCommand(Statement(table), connection);
                LeaseTable.AddParameters(command, lease);
                command.Parameters.Add(new() { Value = from });
                command.Parameters.Add(new() { Value = FirstIdAt(before) });
                command.Parameters.Add(new() { Value = before });
                command.Parameters.Add(new() { Value = limit });
                await using var reader = await command.ExecuteReaderAsync(ct);
                await reader.ReadAsync(ct);
                return reader.GetBoolean(0) ? new PurgedBatch(reader.GetInt32(1), reader.GetValue(2) as Guid?) : null;
            },
            cancellationToken);
        if (batch is { Rows: > 0 })
        {
            _deleted.Add(batch.Rows, new KeyValuePair<string, object?>("db.collection.name", NameOf(table)));
        }

        return batch;
    }

    /// <summary>Returns the smallest version 7 UUID of a time; all zeros for times before 1970.</summary>
    internal static Guid FirstIdAt(DateTimeOffset time)
    {
        Span<byte> id = stackalloc byte[16];
        // 48 bits of milliseconds come first.
        BinaryPrimitives.WriteInt64BigEndian(id, Math.Max(0, time.ToUnixTimeMilliseconds()) << 16);
        return new(id, bigEndian: true);
    }

    private static string Statement(RetainedTable table) => table switch
    {
        RetainedTable.Events => PurgeEvents,
        RetainedTable.Trash => PurgeTrash,
        _ => PurgeExecutionLogs,
    };

    private static string NameOf(RetainedTable table) => table switch
    {
        RetainedTable.Events => "events",
        RetainedTable.Trash => "trash",
        _ => "execution_logs",
    };
}
