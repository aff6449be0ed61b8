using System.Globalization;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>The findings at this moment, and how old the measurements are that they are based on.</summary>
/// <param name="At">When the last sample was taken; null before the first.</param>
/// <param name="AgeSeconds">The age of the last sample in seconds; null before the first.</param>
/// <param name="IsStale">Whether the last sample is too old to describe the present.</param>
/// <param name="Findings">The findings; those of the last sample, and one about the sample itself if it is stale.</param>
internal sealed record FleetState(DateTimeOffset? At, double? AgeSeconds, bool IsStale, IReadOnlyList<Finding> Findings)
{
    /// <summary>The age from which a sample is stale: longer than another process needs to take over.</summary>
    public static readonly TimeSpan Stale = 6 * ConnectionMonitor.Interval;

    /// <summary>Judges what is known. Pure.</summary>
    /// <param name="now">The present.</param>
    /// <param name="started">When this process began to look, or did so again after the fleet was idle.</param>
    /// <param name="last">The last sample.</param>
    /// <param name="failure">Why the latest attempt to get a sample failed; null if it did not.</param>
    /// <param name="isOff">Whether there is nothing to measure.</param>
    public static FleetState Of(
        DateTimeOffset now, DateTimeOffset started, ConnectionSample? last, string? failure, bool isOff)
    {
        // Clocks of different machines differ; a sample from the future is a fresh one.
        var age = last is null ? (TimeSpan?)null : now > last.At ? now - last.At : TimeSpan.Zero;
        var isStale = !isOff && (age ?? TimeSpan.MaxValue) > Stale && now - started > Stale;
        IReadOnlyList<Finding> findings = last?.Findings ?? [];
        return new(
            last?.At,
            age?.TotalSeconds,
            isStale,
            isStale ? [NotMeasured(last, age ?? now - started, failure), .. findings] : findings);
    }

    private static Finding NotMeasured(ConnectionSample? last, TimeSpan age, string? failure) => new(
        FindingLevel.Unhealthy,
        "monitor",
        FindingKind.NotMeasured,
        string.Create(CultureInfo.InvariantCulture, $"The fleet has not been measured for {FindingText.Age(age)}")
        + (failure is null ? "" : $": {failure}")
        + (last is null
            ? "."
            : string.Create(CultureInfo.InvariantCulture, $". Everything else shown here is from {last.At:HH:mm:ss} UTC.")));
}
