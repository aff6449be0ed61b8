namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>One line of a roadmap's execution log.</summary>
/// <param name="Id">Assigned by whoever writes it, so that a line stored twice is stored once.</param>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="ConceptId">The concept, if it is about one.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Step">The workflow's step.</param>
/// <param name="Message">The line.</param>
/// <param name="DurationMs">How long it took, in milliseconds, if it took time.</param>
/// <param name="At">When.</param>
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
