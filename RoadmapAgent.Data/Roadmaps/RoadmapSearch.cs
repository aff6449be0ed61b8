using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// Searches an owner's roadmaps: names, descriptions, notes and tutorials of their concepts. Without an index, which every saved concept
/// would have to pay for: an owner's newest roadmaps are few enough to be read.
/// </summary>
/// <param name="database">The database.</param>
public sealed class RoadmapSearch(RoadmapDatabase database)
{
    /// <summary>The number of roadmaps that are searched, the newest ones.</summary>
    public const int Roadmaps = 30;

    private const int ExcerptLength = 200;
    private const int ExcerptBefore = 60;

    private static readonly char[] Special = ['\\', '%', '_'];

    /// <summary>Finds concepts that contain all words, in any order and whatever their case. One round trip.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="words">At least one.</param>
    /// <param name="limit">The maximum number of concepts.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<SearchResults> FindAsync(Owner owner, IReadOnlyList<string> words, int limit, CancellationToken cancellationToken)
    {
        // OFFSET 0: the text is put together and folded once.
        const string Sql = """
            SELECT roadmapid, title, conceptid, name, substr(body, start, @length) AS excerpt, start = 1 AS begins,
                   start + @length > length(body) AS ends
            FROM (
              SELECT r.id AS roadmapid, r.title, c.concept ->> 'id' AS conceptid, c.concept ->> 'name' AS name, c.place, t.body,
                     lower(c.concept ->> 'name') AS foldedname, lower(concat_ws(E'\n', c.concept ->> 'name', t.body)) AS folded
              FROM (
                SELECT id, COALESCE(title, request ->> 'goal') AS title, framework
                FROM roadmap.roadmaps WHERE owner = @owner ORDER BY id DESC LIMIT @roadmaps) AS r
              CROSS JOIN LATERAL jsonb_path_query(r.framework, '$.stages[*].modules[*].concepts[*]') WITH ORDINALITY AS c(concept, place)
              LEFT JOIN roadmap.notes AS n ON n.roadmap_id = r.id AND n.concept_id = c.concept ->> 'id'
              LEFT JOIN roadmap.content_items AS i ON i.roadmap_id = r.id AND i.concept_id = c.concept ->> 'id' AND i.kind = 'tutorial'
               AND i.status = 'completed'
              CROSS JOIN LATERAL (
                SELECT concat_ws(E'\n', n.note, c.concept ->> 'description', i.content ->> 'markdown') AS body OFFSET 0) AS t
              OFFSET 0) AS concepts
            CROSS JOIN LATERAL (
              SELECT GREATEST(1, (SELECT min(NULLIF(strpos(lower(body), w), 0)) FROM unnest(@words) AS w) - @before) AS start) AS p
            WHERE folded LIKE ALL (@patterns)
            ORDER BY foldedname LIKE ALL (@patterns) DESC, roadmapid DESC, place
            LIMIT @limit
            """;
        string[] folded = [.. words.Select(word => word.ToLowerInvariant()).Distinct()];
        var search = new
        {
            owner = owner.Id,
            words = folded,
            patterns = folded.Select(word => $"%{Escape(word)}%").ToArray(),
            before = ExcerptBefore,
            length = ExcerptLength,
            roadmaps = Roadmaps,
            limit,
        };
        var rows = await database.RunAsync(
            (connection, ct) => connection.QueryAsync<Row>(new(Sql, search, cancellationToken: ct)), cancellationToken);
        return new([.. rows.Select(row => new SearchHit(
            row.RoadmapId, row.Title, row.ConceptId, row.Name, Excerpt.Of(row.Excerpt, row.Begins, row.Ends)))]);
    }

    private static string Escape(string word) =>
        string.Concat(word.Select(character => Special.Contains(character) ? $"\\{character}" : $"{character}"));

    private sealed record Row(Guid RoadmapId, string Title, string ConceptId, string Name, string Excerpt, bool Begins, bool Ends);
}
