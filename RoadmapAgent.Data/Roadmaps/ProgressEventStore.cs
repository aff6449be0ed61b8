using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Reads stored events.</summary>
/// <param name="database">The database.</param>
public sealed class ProgressEventStore(RoadmapDatabase database)
{
    /// <summary>Reads the events of several roadmaps after the last known ones. One round trip.</summary>
    /// <param name="positions">The roadmaps and their last known events.</param>
    /// <param name="limit">The maximum number of events of each.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>A page for every position; null where there is no such roadmap, or it is in the trash.</returns>
    public async Task<IReadOnlyList<StoredEvents?>> ReadAfterAsync(
        IReadOnlyList<EventPosition> positions, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT w.ordinal, r.owner, (r.step = 'finished') AS ended, r.last_sequence AS lastsequence,
                   e.sequence, e.type, e.data::text AS data, e.at
            FROM unnest(@roadmaps, @sequences) WITH ORDINALITY AS w(roadmap_id, sequence, ordinal)
            JOIN roadmap.roadmaps AS r ON r.id = w.roadmap_id AND r.owner IS DISTINCT FROM {TrashTable.Nobody}
            LEFT JOIN LATERAL (
              SELECT i.sequence, i.type, i.data, i.at FROM roadmap.events AS i
              WHERE i.roadmap_id = w.roadmap_id AND i.sequence > w.sequence ORDER BY i.sequence LIMIT @limit) AS e ON true
            ORDER BY w.ordinal, e.sequence
            """;
        var (roadmaps, sequences) = (positions.Select(p => p.RoadmapId).ToArray(), positions.Select(p => p.Sequence).ToArray());
        var rows = await database.RunAsync(
            (connection, ct) => connection.QueryAsync<Row>(new(Sql, new { roadmaps, sequences, limit }, cancellationToken: ct)),
            cancellationToken);
        var pages = new StoredEvents?[positions.Count];
        foreach (var found in rows.GroupBy(row => row.Ordinal))
        {
            var id = roadmaps[found.Key - 1];
            pages[found.Key - 1] = new(
                found.First().Owner is { } owner ? new(owner) : null,
                found.First().Ended,
                found.First().LastSequence,
                [.. found.Where(row => row.Sequence is not null).Select(row => row.ToEvent(id))]);
        }

        return pages;
    }

    // Without an event if there is none after the position.
    private sealed record Row(
        long Ordinal, Guid? Owner, bool Ended, long LastSequence, long? Sequence, string? Type, string? Data, DateTime? At)
    {
        public ProgressRecorded ToEvent(Guid roadmapId) =>
            new(roadmapId, Sequence!.Value, Type!, Data!, new(DateTime.SpecifyKind(At!.Value, DateTimeKind.Utc)));
    }
}
