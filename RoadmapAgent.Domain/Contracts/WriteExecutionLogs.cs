using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>The command to store at most 500 execution log lines.</summary>
/// <param name="Entries">The lines.</param>
[Queue("logs", "execution-logs")]
public sealed record WriteExecutionLogs(IReadOnlyList<ExecutionLogEntry> Entries);
