using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>Store these execution logs; at most 500.</summary>
/// <param name="Entries">The logs.</param>
public sealed record WriteExecutionLogs(IReadOnlyList<ExecutionLogEntry> Entries);
