namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>What the lines of a step add up to.</summary>
/// <param name="Step">The step.</param>
/// <param name="Category">What the lines are about.</param>
/// <param name="Lines">How many.</param>
/// <param name="Warnings">How many of them are warnings.</param>
/// <param name="Errors">How many of them are errors.</param>
/// <param name="TotalMs">How long all of it took, in milliseconds; what ran side by side counts twice.</param>
/// <param name="LongestMs">How long the longest took, in milliseconds.</param>
/// <param name="First">When it began.</param>
/// <param name="Last">When it ended.</param>
public sealed record ExecutionLogSummary(string Step, LogCategory Category, int Lines, int Warnings, int Errors, double TotalMs, double LongestMs, DateTimeOffset First, DateTimeOffset Last);
