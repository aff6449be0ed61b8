using System.Globalization;

namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>Which lines are wanted; what is null does not matter.</summary>
/// <param name="Severity">How much they matter.</param>
/// <param name="Category">What they are about.</param>
/// <param name="Step">The workflow's step.</param>
/// <param name="ConceptId">The concept.</param>
public sealed record ExecutionLogFilter(LogSeverity? Severity = null, LogCategory? Category = null, string? Step = null, string? ConceptId = null);

/// <summary>A place between two lines: after the one that was written then.</summary>
/// <param name="At">When the line was written.</param>
/// <param name="Id">The line, since several may be written at once.</param>
public sealed record ExecutionLogPosition(DateTimeOffset At, Guid Id)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static ExecutionLogPosition? TryParse(string text) =>
        text.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var at) && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var line)
            ? new(new(at, TimeSpan.Zero), line)
            : null;

    /// <summary>The place as a word that fits into an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}.{Id:N}");
}

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
