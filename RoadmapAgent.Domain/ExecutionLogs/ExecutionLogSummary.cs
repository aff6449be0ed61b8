namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>The totals of a step's lines.</summary>
/// <param name="Step">The step.</param>
/// <param name="Category">The category of the lines.</param>
/// <param name="Lines">The number of lines.</param>
/// <param name="Warnings">The number of warnings.</param>
/// <param name="Errors">The number of errors.</param>
/// <param name="TotalMs">The total duration in milliseconds; concurrent work counts separately.</param>
/// <param name="LongestMs">The longest duration in milliseconds.</param>
/// <param name="First">The time of the first line.</param>
/// <param name="Last">The time of the last line.</param>
public sealed record ExecutionLogSummary(
    string Step,
    LogCategory Category,
    int Lines,
    int Warnings,
    int Errors,
    double TotalMs,
    double LongestMs,
    DateTimeOffset First,
    DateTimeOffset Last);
