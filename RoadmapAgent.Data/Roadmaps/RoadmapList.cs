using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Reads the list of roadmaps.</summary>
/// <param name="database">The database.</param>
public sealed class RoadmapList(RoadmapDatabase database)
{
    /// <summary>Reads an owner's roadmaps, newest first. One round trip, which reads no content if the page is known.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="after">The last roadmap of the previous page; null for the first page.</param>
    /// <param name="limit">The maximum number of roadmaps.</param>
    /// <param name="known">The tags of the pages that the reader has.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<Tagged<Page<RoadmapListItem>>> ReadAsync(
        Owner owner, Guid? after, int limit, string[] known, CancellationToken cancellationToken)
    {
        // Ids are time-ordered, so they serve as the sort order and as the key of the next page.
        const string Sql = $"""
            WITH page AS MATERIALIZED (
              SELECT id, request, title, status, step, total_hours, weeks, version, last_sequence, updated_at, created_at, ended_at
              FROM roadmap.roadmaps WHERE owner = @owner AND (@after::uuid IS NULL OR id < @after) ORDER BY id DESC LIMIT @limit + 1)
            SELECT t.tag, i.* FROM (
              SELECT COALESCE(md5(string_agg(concat_ws('.', id, version, last_sequence), ' ' ORDER BY id)), '0') AS tag FROM page
            ) AS t
            LEFT JOIN LATERAL (
              SELECT r.id, r.request ->> 'goal' AS goal, r.title, r.status, r.step,
                     COALESCE(r.total_hours, 0) AS totalhours, COALESCE(r.weeks, 0) AS weeks,
                     {RoadmapReader.WaitingSince} AS waitingsince, r.created_at AS createdat, r.ended_at AS endedat,
                     c.concepts, c.completed, c.failed
              FROM page AS r
              CROSS JOIN LATERAL (
                SELECT count(*)::int AS concepts, count(*) FILTER (WHERE NOT pending AND NOT failed)::int AS completed,
                       count(*) FILTER (WHERE NOT pending AND failed)::int AS failed
                FROM (SELECT bool_or(status = 'pending') AS pending, bool_or(status = 'failed') AS failed
                      FROM roadmap.content_items WHERE roadmap_id = r.id GROUP BY concept_id) AS concept
              ) AS c
              WHERE {RoadmapTag.IsNews}
            ) AS i ON true
            ORDER BY i.id DESC
            """;
        var rows = (await database.RunAsync(
            (connection, ct) => connection.QueryAsync<Row>(new(Sql, new { owner = owner.Id, after, limit, known }, cancellationToken: ct)),
            cancellationToken)).ToList();
        var tag = rows[0].Tag;
        if (known.Contains(tag) || known.Contains(RoadmapTag.Any))
        {
            return new(tag, null);
        }

        var items = rows.Where(row => row.Id is not null).Take(limit).Select(row => new RoadmapListItem(
            row.Id!.Value,
            row.Goal!,
            row.Title,
            DomainJson.Parse<RoadmapStatus>(row.Status!),
            DomainJson.Parse<WorkflowStep>(row.Step!),
            row.TotalHours!.Value,
            row.Weeks!.Value,
            new(row.Concepts!.Value, row.Completed!.Value, row.Failed!.Value),
            RoadmapReader.Utc(row.WaitingSince),
            RoadmapReader.Utc(row.CreatedAt!.Value),
            RoadmapReader.Utc(row.EndedAt))).ToList();
        return new(tag, new(items, rows.Count > limit ? items[^1].Id.ToString() : null));
    }

    // Nothing but the tag if the page is empty or known.
    private sealed record Row(
        string Tag,
        Guid? Id,
        string? Goal,
        string? Title,
        string? Status,
        string? Step,
        double? TotalHours,
        int? Weeks,
        DateTime? WaitingSince,
        DateTime? CreatedAt,
        DateTime? EndedAt,
        int? Concepts,
        int? Completed,
        int? Failed);
}
