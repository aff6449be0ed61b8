using MassTransit;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Workers.Logs;

/// <summary>Stores execution logs. Needs no inbox: every line carries its own identity.</summary>
/// <param name="store">The logs.</param>
/// <param name="logger">Says how many were stored.</param>
public sealed class LogsConsumer(ExecutionLogStore store, ILogger<LogsConsumer> logger) : IConsumer<WriteExecutionLogs>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<WriteExecutionLogs> context)
    {
        await store.AppendAsync(context.Message.Entries, context.CancellationToken);
        logger.LogInformation("Stored {Count} execution logs.", context.Message.Entries.Count);
    }
}
