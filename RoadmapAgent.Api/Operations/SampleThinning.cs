using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Decides which samples to keep for a day: all of the last ten minutes, one of every 30 seconds of the last hour, one of every five
/// minutes of the last day. The one that is kept is the one with the highest load, so that peaks survive. Pure.
/// </summary>
internal static class SampleThinning
{
    private static readonly (TimeSpan Age, TimeSpan Step)[] Resolutions =
    [
        (RecentSamples.Window, TimeSpan.Zero),
        (TimeSpan.FromHours(1), TimeSpan.FromSeconds(30)),
        (TimeSpan.FromDays(1), TimeSpan.FromMinutes(5)),
    ];

    /// <summary>The age from which no sample is kept.</summary>
    public static TimeSpan Longest => Resolutions[^1].Age;

    /// <summary>Returns the times of the samples that are no longer needed.</summary>
    /// <param name="samples">All samples.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlySet<DateTimeOffset> Surplus(IReadOnlyList<ConnectionSample> samples, DateTimeOffset now) =>
        Surplus(samples.Select(sample => (sample.At, Load(sample))), now);

    /// <inheritdoc cref="Surplus(IReadOnlyList{ConnectionSample}, DateTimeOffset)"/>
    internal static HashSet<DateTimeOffset> Surplus(IEnumerable<(DateTimeOffset At, long Load)> samples, DateTimeOffset now)
    {
        var surplus = new HashSet<DateTimeOffset>();
        foreach (var bucket in samples.GroupBy(sample => Bucket(sample.At, now)))
        {
            var kept = bucket.Key.Step == Beyond ? default : bucket.MaxBy(sample => (sample.Load, sample.At));
            surplus.UnionWith(bucket.Select(sample => sample.At).Where(at => at != kept.At));
        }

        return surplus;
    }

    private static readonly TimeSpan Beyond = TimeSpan.MaxValue;

    private static (TimeSpan Step, long Number) Bucket(DateTimeOffset at, DateTimeOffset now)
    {
        foreach (var (age, step) in Resolutions)
        {
            if (now - at <= age)
            {
                return (step, step == TimeSpan.Zero ? at.UtcTicks : at.UtcTicks / step.Ticks);
            }
        }

        return (Beyond, 0);
    }

    private static long Load(ConnectionSample sample) => sample.Server.Backends + (sample.Pooler?.Waiting ?? 0) + sample.Findings.Count;
}
