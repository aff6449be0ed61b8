using System.Globalization;

namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>A position in the log, immediately after a line.</summary>
/// <param name="At">When the line was written.</param>
/// <param name="Id">The line's id, since several lines may have the same time.</param>
public sealed record ExecutionLogPosition(DateTimeOffset At, Guid Id)
{
    /// <summary>Parses the text returned by <see cref="ToString"/>; null for any other text.</summary>
    public static ExecutionLogPosition? TryParse(string text) =>
        text.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var at)
        && at >= 0
        && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var line)
            ? new(new(at, TimeSpan.Zero), line)
            : null;

    /// <summary>Returns the position as text that can be part of a URL.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}.{Id:N}");
}
