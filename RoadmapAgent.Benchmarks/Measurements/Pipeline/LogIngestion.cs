using System.Diagnostics;
using System.Globalization;
using MassTransit;
using Npgsql;
using NpgsqlTypes;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>
/// How many lines of execution logs a second get from the queue into the table, against copying them into a table like it.
/// </summary>
internal sealed class LogIngestion : Measurement
{
    private static readonly TimeSpan LogPollInterval = TimeSpan.FromMilliseconds(20);

    private Guid? _roadmap;

    public override string Name => "logs";

    public override string Title => "Lines of execution logs from the queue to the table";

    public override string Unit => "1/s";

    public override Target Target => Target.RatioAtLeast(0.5);

    public override string Baseline => "COPY of the same lines";

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        _roadmap ??= await PrepareAsync(round.Application, cancellationToken);
        await SendAsync(round.Application, Lines(_roadmap.Value, WriteCompressedExecutionLogs.MaxLines), cancellationToken);
        var (ours, baseline) = await round.InterleavedAsync(
            () => SendAsync(round.Application, Lines(_roadmap.Value, round.Scale.LogLines), cancellationToken),
            () => CopyAsync(round.Application, Lines(_roadmap.Value, round.Scale.LogLines), cancellationToken));
        return new(ours, baseline);
    }

    private static async Task<Guid> PrepareAsync(BenchFleet fleet, CancellationToken cancellationToken)
    {
        await fleet.ExecuteAsync(
            "CREATE SCHEMA bench; CREATE TABLE bench.execution_logs (LIKE roadmap.execution_logs INCLUDING ALL)", cancellationToken);
        var ids = await RoadmapClient.CreateAsync(fleet, 1, skipReview: true, cancellationToken);
        await RoadmapClient.WaitAsync(fleet, ids, "completed", cancellationToken);
        await RoadmapClient.SettleAsync(fleet, cancellationToken);
        return ids[0];
    }

    private static ExecutionLogEntry[] Lines(Guid roadmap, int count) =>
        [
            .. Enumerable.Range(0, count).Select(n => new ExecutionLogEntry(
                Guid.CreateVersion7(),
                roadmap,
                $"c-1-1-{n % 9}",
                LogSeverity.Info,
                LogCategory.Agent,
                "content_generation",
                string.Create(CultureInfo.InvariantCulture, $"Wrote the tutorial of 'Dependency injection {n}'."),
                n,
                DateTimeOffset.UtcNow)),
        ];

    private static async Task<double> SendAsync(BenchFleet fleet, ExecutionLogEntry[] lines, CancellationToken cancellationToken)
    {
        var address = new Uri(await fleet.ConnectionStringAsync("messaging", cancellationToken));
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(address));
        await bus.StartAsync(cancellationToken);
        try
        {
            var queue = await bus.GetSendEndpoint(new($"exchange:{Queues.Of(typeof(WriteCompressedExecutionLogs))}"));
            var batches = lines.Chunk(WriteCompressedExecutionLogs.MaxLines).ToList();
            // Every message is one transaction: it has been stored when its last line has. Connecting for every poll would take as much
            // time of the processors as some thousand lines.
            await using var connection = new NpgsqlConnection(fleet.Administrator);
            await connection.OpenAsync(cancellationToken);
            await using var stored = new NpgsqlCommand("SELECT count(*) FROM roadmap.execution_logs WHERE id = ANY ($1)", connection)
            {
                Parameters = { new() { Value = batches.Select(batch => batch[^1].Id).ToArray() } },
            };
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(batches.Select(batch => queue.Send(WriteCompressedExecutionLogs.Of(new(batch)), cancellationToken)));
            while ((long)(await stored.ExecuteScalarAsync(cancellationToken))! < batches.Count)
            {
                await Task.Delay(LogPollInterval, cancellationToken);
            }

            return lines.Length / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<double> CopyAsync(BenchFleet fleet, ExecutionLogEntry[] lines, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(fleet.Administrator);
        await connection.OpenAsync(cancellationToken);
        var clock = Stopwatch.StartNew();
        await using var writer = await connection.BeginBinaryImportAsync(
            """
            COPY bench.execution_logs (id, roadmap_id, concept_id, severity, category, step, message, duration_ms, at)
            FROM STDIN (FORMAT binary)
            """,
            cancellationToken);
        foreach (var line in lines)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(line.Id, cancellationToken);
            await writer.WriteAsync(line.RoadmapId, cancellationToken);
            await writer.WriteAsync(line.ConceptId, cancellationToken);
            await writer.WriteAsync(DomainJson.Name(line.Severity), cancellationToken);
            await writer.WriteAsync(DomainJson.Name(line.Category), cancellationToken);
            await writer.WriteAsync(line.Step, cancellationToken);
            await writer.WriteAsync(line.Message, cancellationToken);
            await writer.WriteAsync(line.DurationMs!.Value, cancellationToken);
            await writer.WriteAsync(line.At.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
        return lines.Length / clock.Elapsed.TotalSeconds;
    }
}
