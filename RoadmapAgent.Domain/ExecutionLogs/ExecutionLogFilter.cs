namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>A filter of lines; null matches all.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Category">The category.</param>
/// <param name="Step">The workflow's step.</param>
/// <param name="ConceptId">The concept.</param>
public sealed record ExecutionLogFilter(
    LogSeverity? Severity = null, LogCategory? Category = null, string? Step = null, string? ConceptId = null);
