using MassTransit;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Workers.Consumers;

/// <summary>Stores execution logs. Needs no inbox, because every line has its own id.</summary>
/// <param name="store">The logs.</param>
/// <param name="logger">Logs how many were stored.</param>
[Concurrency(2)]
public sealed class LogsConsumer(ExecutionLogStore store, ILogger<LogsConsumer> logger) : IConsumer<WriteExecutionLogs>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<WriteExecutionLogs> context)
    {
        await store.AppendAsync(context.Message.Entries, context.CancellationToken);
        logger.LogInformation("Stored {Count} execution log lines.", context.Message.Entries.Count);
    }
}
