namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>Which lines are wanted; what is null does not matter.</summary>
/// <param name="Severity">How much they matter.</param>
/// <param name="Category">What they are about.</param>
/// <param name="Step">The workflow's step.</param>
/// <param name="ConceptId">The concept.</param>
public sealed record ExecutionLogFilter(LogSeverity? Severity = null, LogCategory? Category = null, string? Step = null, string? ConceptId = null);
