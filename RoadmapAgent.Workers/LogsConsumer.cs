using MassTransit;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Workers;

/// <summary>Stores execution logs. Needs no inbox, because every line has its own id.</summary>
/// <param name="store">The logs.</param>
/// <param name="logger">Logs how many were stored.</param>
[Concurrency(2)]
public sealed partial class LogsConsumer(ExecutionLogStore store, ILogger<LogsConsumer> logger)
    : IConsumer<WriteExecutionLogs>, IConsumer<WriteCompressedExecutionLogs>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WriteExecutionLogs> context) => StoreAsync(context.Message.Entries, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WriteCompressedExecutionLogs> context) =>
        StoreAsync(context.Message.Read().Entries, context.CancellationToken);

    private async Task StoreAsync(IReadOnlyList<ExecutionLogEntry> entries, CancellationToken cancellationToken)
    {
        await store.AppendAsync(entries, cancellationToken);
        LogStored(entries.Count);
    }

    [LoggerMessage(LogLevel.Information, "Stored {Count} execution log lines.")]
    private partial void LogStored(int count);
}
