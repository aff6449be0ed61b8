using RoadmapAgent.Data.Retention;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Workers;

/// <summary>
/// Decides what is deleted next: a pass goes through one table after the other in batches, with a pause after each of them, and is repeated
/// every hour.
/// </summary>
/// <param name="retention">How long rows are kept.</param>
internal sealed class RetentionPass(RetentionOptions retention)
{
    /// <summary>The most rows that one statement deletes of execution logs and events.</summary>
    public const int BatchSize = 5_000;

    /// <summary>The most roadmaps that one statement deletes, each with hundreds of rows.</summary>
    public const int RoadmapsPerBatch = 10;

    /// <summary>The pause after a batch, during which no connection is held.</summary>
    public static readonly TimeSpan BatchPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The pause after a pass.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private static readonly RetainedTable[] Tables = Enum.GetValues<RetainedTable>();

    private int _table;

    /// <summary>The table of the next batch.</summary>
    public RetainedTable Table => Tables[_table];

    /// <summary>The most rows of the table that the next batch deletes.</summary>
    public int Limit => Table is RetainedTable.Trash ? RoadmapsPerBatch : BatchSize;

    /// <summary>The roadmap that the next batch begins with.</summary>
    public Guid From { get; private set; }

    /// <summary>
    /// Returns the time before which a roadmap must have ended, or have been deleted, for the next batch to delete its rows.
    /// </summary>
    /// <param name="now">The present.</param>
    public DateTimeOffset ExpiryAt(DateTimeOffset now) =>
        now - TimeSpan.FromDays(Table switch
        {
            RetainedTable.Events => retention.Events,
            RetainedTable.Trash => retention.Trash,
            _ => retention.ExecutionLogs,
        });

    /// <summary>Goes on after a batch; returns the pause before the next one.</summary>
    /// <param name="batch">What was deleted; null if another process holds the lease.</param>
    public TimeSpan Advance(PurgedBatch? batch)
    {
        if (batch is { LastRoadmap: { } last } && batch.Rows == Limit)
        {
            From = last;
            return BatchPause;
        }

        From = Guid.Empty;
        _table = batch is null ? 0 : (_table + 1) % Tables.Length;
        return _table == 0 ? Interval : BatchPause;
    }
}
