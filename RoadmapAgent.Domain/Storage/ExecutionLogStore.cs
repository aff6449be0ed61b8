using System.Diagnostics.Metrics;
using Dapper;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Domain.Storage;

/// <summary>Stores execution logs.</summary>
/// <param name="database">The database.</param>
/// <param name="meters">Counts what is stored.</param>
public sealed class ExecutionLogStore(ServiceDatabase database, IMeterFactory meters)
{
    private readonly Counter<long> _stored = meters.Create(DomainTelemetry.MeterName).CreateCounter<long>("roadmap_agent.execution_log.stored", "{entry}", "Lines stored.");

    /// <summary>Stores a batch in one statement; a line that is stored already is left as it is.</summary>
    /// <returns>How many lines were new.</returns>
    public async Task<int> AppendAsync(IReadOnlyList<ExecutionLogEntry> entries, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO roadmap.execution_logs (id, roadmap_id, concept_id, severity, category, step, message, duration_ms, at)
            SELECT * FROM unnest(@ids, @roadmaps, @concepts, @severities, @categories, @steps, @messages, @durations, @times)
            ON CONFLICT DO NOTHING
            """;
        var columns = new
        {
            ids = Column(entry => entry.Id),
            roadmaps = Column(entry => entry.RoadmapId),
            concepts = Column(entry => entry.ConceptId),
            severities = Column(entry => DomainJson.Name(entry.Severity)),
            categories = Column(entry => DomainJson.Name(entry.Category)),
            steps = Column(entry => entry.Step),
            messages = Column(entry => entry.Message),
            durations = Column(entry => entry.DurationMs),
            times = Column(entry => entry.At.UtcDateTime),
        };
        var stored = await database.ReadAsync((connection, ct) => connection.ExecuteAsync(new(Sql, columns, cancellationToken: ct)), cancellationToken);
        _stored.Add(stored);
        return stored;

        T[] Column<T>(Func<ExecutionLogEntry, T> select) => [.. entries.Select(select)];
    }
}
