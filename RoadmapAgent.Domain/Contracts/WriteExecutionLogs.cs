using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>The command to store execution log lines in the form that every version can read; the outbox carries this one.</summary>
/// <param name="Entries">The lines; at most <see cref="WriteCompressedExecutionLogs.MaxLines"/>.</param>
[Queue("logs", "execution-logs")]
public sealed record WriteExecutionLogs(IReadOnlyList<ExecutionLogEntry> Entries);
