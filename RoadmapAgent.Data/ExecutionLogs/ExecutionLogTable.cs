using Npgsql;
using NpgsqlTypes;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Data.ExecutionLogs;

/// <summary>Two ways into the table <c>roadmap.execution_logs</c>, each a transaction of its own.</summary>
internal static class ExecutionLogTable
{
    private const string Columns = "(id, roadmap_id, concept_id, severity, category, step, message, duration_ms, at)";

    /// <summary>Stores all lines; takes half as long as <see cref="InsertAsync"/>.</summary>
    /// <returns>The number of lines.</returns>
    /// <exception cref="PostgresException">
    /// Nothing was stored, for example because a line is stored already. If the connection is still open, its next statement must follow at
    /// once: the server may have refused the first lines while others were under way, and the pooler takes those for a statement, which
    /// occupies a server connection until the next one has been answered.
    /// </exception>
    public static async Task<int> CopyAsync(
        NpgsqlConnection connection, IReadOnlyList<ExecutionLogEntry> entries, CancellationToken cancellationToken)
    {
        const string Sql = $"COPY roadmap.execution_logs {Columns} FROM STDIN (FORMAT binary)";
        await using var copy = await connection.BeginBinaryImportAsync(Sql, cancellationToken);
        foreach (var entry in entries)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(entry.Id, cancellationToken);
            await copy.WriteAsync(entry.RoadmapId, cancellationToken);
            await copy.WriteAsync(entry.ConceptId, cancellationToken);
            await copy.WriteAsync(DomainJson.Name(entry.Severity), cancellationToken);
            await copy.WriteAsync(DomainJson.Name(entry.Category), cancellationToken);
            await copy.WriteAsync(entry.Step, cancellationToken);
            await copy.WriteAsync(entry.Message, cancellationToken);
            await copy.WriteAsync(entry.DurationMs, cancellationToken);
            await copy.WriteAsync(entry.At.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        return (int)await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Stores lines, except those that are already stored and those of deleted roadmaps.</summary>
    /// <returns>The number of new lines.</returns>
    public static async Task<int> InsertAsync(
        NpgsqlConnection connection, IReadOnlyList<ExecutionLogEntry> entries, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            INSERT INTO roadmap.execution_logs {Columns}
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS line(id, roadmap_id)
            WHERE EXISTS (SELECT FROM roadmap.roadmaps AS r WHERE r.id = line.roadmap_id)
            ON CONFLICT DO NOTHING
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                Column(entry => entry.Id),
                Column(entry => entry.RoadmapId),
                Column(entry => entry.ConceptId),
                Column(entry => DomainJson.Name(entry.Severity)),
                Column(entry => DomainJson.Name(entry.Category)),
                Column(entry => entry.Step),
                Column(entry => entry.Message),
                Column(entry => entry.DurationMs),
                Column(entry => entry.At.UtcDateTime),
            },
        };
        while (true)
        {
            try
            {
                return await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                // A roadmap was deleted while its lines were being stored; the next attempt does not see it any more.
            }
        }

        NpgsqlParameter<T[]> Column<T>(Func<ExecutionLogEntry, T> select) => new() { TypedValue = [.. entries.Select(select)] };
    }
}
