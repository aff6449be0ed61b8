using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Reads stored events.</summary>
/// <param name="database">The database.</param>
public sealed class ProgressEventStore(RoadmapDatabase database)
{
    /// <summary>Reads the events after a sequence number, in order. One round trip.</summary>
    /// <param name="roadmapId">The roadmap.</param>
    /// <param name="sequence">The last known number; 0 for none.</param>
    /// <param name="limit">The maximum number of events.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<ProgressRecorded>> ReadAfterAsync(
        Guid roadmapId, long sequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT sequence, type, data::text AS data, at FROM roadmap.events
            WHERE roadmap_id = @roadmapId AND sequence > @sequence ORDER BY sequence LIMIT @limit
            """;
        var rows = await database.RunAsync(
            (connection, ct) => connection.QueryAsync<Row>(new(Sql, new { roadmapId, sequence, limit }, cancellationToken: ct)),
            cancellationToken);
        return
        [
            .. rows.Select(row => new ProgressRecorded(
                roadmapId, row.Sequence, row.Type, row.Data, new(DateTime.SpecifyKind(row.At, DateTimeKind.Utc)))),
        ];
    }

    private sealed record Row(long Sequence, string Type, string Data, DateTime At);
}
