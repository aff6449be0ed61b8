using System.Globalization;

namespace RoadmapAgent.Domain.ExecutionLogs;

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
