namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>One line of a roadmap's execution log.</summary>
/// <param name="Id">Assigned by the writer, so that a line sent twice is stored once.</param>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="ConceptId">The concept, if the line concerns one.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Category">Its category.</param>
/// <param name="Step">The workflow's step.</param>
/// <param name="Message">The line.</param>
/// <param name="DurationMs">The duration in milliseconds, if there is one.</param>
/// <param name="At">The time it was written.</param>
public sealed record ExecutionLogEntry(
    Guid Id,
    Guid RoadmapId,
    string? ConceptId,
    LogSeverity Severity,
    LogCategory Category,
    string Step,
    string Message,
    double? DurationMs,
    DateTimeOffset At);
