using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Messaging.ExecutionLogs;

/// <summary>
/// Buffers lines and batches them into messages. The buffer is bounded: while the broker is unavailable the oldest lines are dropped and
/// counted.
/// </summary>
internal sealed partial class ExecutionLog : IExecutionLog
{
    private const int Capacity = 10_000;

    private readonly Channel<ExecutionLogEntry> _entries;
    private readonly ILogger _logger;

    public ExecutionLog(IMeterFactory meters, ILogger<ExecutionLog> logger)
    {
        _logger = logger;
        var meter = meters.Create(MessagingMetrics.MeterName);
        var dropped = meter.CreateCounter<long>(
            "roadmap_agent.execution_log.dropped", "{entry}", "Lines dropped in favour of newer ones while the broker was unavailable.");
        _entries = Channel.CreateBounded<ExecutionLogEntry>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => dropped.Add(1));
    }

    public void Write(ExecutionLogEntry entry)
    {
        LogLine(Level(entry.Severity), entry.RoadmapId, entry.ConceptId ?? entry.Step, entry.Message);
        _entries.Writer.TryWrite(entry);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _entries.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes up to one batch; null if the buffer is empty.</summary>
    public WriteExecutionLogs? Take()
    {
        var batch = new List<ExecutionLogEntry>();
        while (batch.Count < WriteCompressedExecutionLogs.MaxLines && _entries.Reader.TryRead(out var entry))
        {
            batch.Add(entry);
        }

        return batch.Count == 0 ? null : new(batch);
    }

    private static LogLevel Level(LogSeverity severity) => severity switch
    {
        LogSeverity.Debug => LogLevel.Debug,
        LogSeverity.Info => LogLevel.Information,
        LogSeverity.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage("Roadmap {RoadmapId} {ConceptId}: {Message}")]
    private partial void LogLine(LogLevel level, Guid roadmapId, string conceptId, string message);
}
