using MassTransit;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Storage;

namespace RoadmapAgent.Workers.Logs;

/// <summary>Stores execution logs. Needs no inbox: every line carries its own identity.</summary>
/// <param name="store">The logs.</param>
public sealed class LogsConsumer(ExecutionLogStore store) : IConsumer<WriteExecutionLogs>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WriteExecutionLogs> context) => store.AppendAsync(context.Message.Entries, context.CancellationToken);
}
