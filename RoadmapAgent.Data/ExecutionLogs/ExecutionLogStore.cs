using System.Data;
using System.Diagnostics.Metrics;
using Dapper;
using Npgsql;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.ExecutionLogs;

/// <summary>Stores and reads execution logs.</summary>
/// <param name="database">The database.</param>
/// <param name="meters">Creates the counter of stored lines.</param>
public sealed class ExecutionLogStore(RoadmapDatabase database, IMeterFactory meters)
{
    private const string IsOwned = "EXISTS (SELECT FROM roadmap.roadmaps AS r WHERE r.id = @roadmapId AND r.owner = @owner)";

    private readonly Counter<long> _stored = meters.Create(DataTelemetry.MeterName)
        .CreateCounter<long>("roadmap_agent.execution_log.stored", "{entry}", "Lines stored.");

    /// <summary>Stores a batch in one transaction; skips lines that are already stored and lines of deleted roadmaps.</summary>
    /// <returns>The number of new lines.</returns>
    public async Task<int> AppendAsync(IReadOnlyList<ExecutionLogEntry> entries, CancellationToken cancellationToken)
    {
        var stored = await database.RunAsync(
            async (connection, ct) =>
            {
                try
                {
                    return await ExecutionLogTable.CopyAsync(connection, entries, ct);
                }
                catch (PostgresException) when (connection.State is ConnectionState.Open)
                {
                    // Refused as a whole because of some line.
                    return await ExecutionLogTable.InsertAsync(connection, entries, ct);
                }
            },
            cancellationToken);
        _stored.Add(stored);
        return stored;
    }

    /// <summary>Reads lines of an owner's roadmap, oldest first. One round trip.</summary>
    public async Task<Page<ExecutionLogEntry>> ReadAsync(
        Owner owner,
        Guid roadmapId,
        ExecutionLogFilter filter,
        ExecutionLogPosition? after,
        int limit,
        CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT id, concept_id AS conceptid, severity, category, step, message, duration_ms AS durationms, at
            FROM roadmap.execution_logs
            WHERE roadmap_id = @roadmapId AND {IsOwned} AND (@afterAt::timestamptz IS NULL OR (at, id) > (@afterAt, @afterId))
              AND (@severity::text IS NULL OR severity = @severity) AND (@category::text IS NULL OR category = @category)
              AND (@step::text IS NULL OR step = @step) AND (@conceptId::text IS NULL OR concept_id = @conceptId)
            ORDER BY at, id LIMIT @limit + 1
            """;
        var parameters = new
        {
            owner = owner.Id,
            roadmapId,
            severity = filter.Severity is { } severity ? DomainJson.Name(severity) : null,
            category = filter.Category is { } category ? DomainJson.Name(category) : null,
            step = filter.Step,
            conceptId = filter.ConceptId,
            afterAt = after?.At.UtcDateTime,
            afterId = after?.Id,
            limit,
        };
        var rows = (await database.RunAsync(
            (connection, ct) => connection.QueryAsync<Row>(new(Sql, parameters, cancellationToken: ct)), cancellationToken)).ToList();
        var items = rows.Take(limit).Select(row => new ExecutionLogEntry(
            row.Id,
            roadmapId,
            row.ConceptId,
            DomainJson.Parse<LogSeverity>(row.Severity),
            DomainJson.Parse<LogCategory>(row.Category),
            row.Step,
            row.Message,
            row.DurationMs,
            Utc(row.At))).ToList();
        return new(items, rows.Count > limit ? new ExecutionLogPosition(items[^1].At, items[^1].Id).ToString() : null);
    }

    /// <summary>Totals the lines of an owner's roadmap by step. One round trip.</summary>
    public async Task<IReadOnlyList<ExecutionLogSummary>> SummarizeAsync(
        Owner owner, Guid roadmapId, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT step, category, count(*)::int AS lines, count(*) FILTER (WHERE severity = 'warning')::int AS warnings,
                   count(*) FILTER (WHERE severity = 'error')::int AS errors, COALESCE(sum(duration_ms), 0)::float8 AS totalms,
                   COALESCE(max(duration_ms), 0)::float8 AS longestms, min(at) AS first, max(at) AS last
            FROM roadmap.execution_logs WHERE roadmap_id = @roadmapId AND {IsOwned} GROUP BY step, category ORDER BY min(at)
            """;
        var rows = await database.RunAsync(
            (connection, ct) => connection.QueryAsync<SummaryRow>(
                new(Sql, new { owner = owner.Id, roadmapId }, cancellationToken: ct)),
            cancellationToken);
        return
        [
            .. rows.Select(row => new ExecutionLogSummary(
                row.Step,
                DomainJson.Parse<LogCategory>(row.Category),
                row.Lines,
                row.Warnings,
                row.Errors,
                row.TotalMs,
                row.LongestMs,
                Utc(row.First),
                Utc(row.Last))),
        ];
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record Row(
        Guid Id, string? ConceptId, string Severity, string Category, string Step, string Message, double? DurationMs, DateTime At);

    private sealed record SummaryRow(
        string Step, string Category, int Lines, int Warnings, int Errors, double TotalMs, double LongestMs, DateTime First, DateTime Last);
}
