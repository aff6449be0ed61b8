namespace RoadmapAgent.Benchmarks.Results;

/// <summary>How a figure differs from that of another run: the ratio to the baseline where the target applies to it.</summary>
/// <param name="Name">The measurement.</param>
/// <param name="Before">The median before.</param>
/// <param name="After">The median now.</param>
/// <param name="Verdict">Whether that means anything.</param>
internal sealed record Change(string Name, double Before, double After, Verdict Verdict)
{
    /// <summary>Compares what both runs have measured, in the order of the later one.</summary>
    public static IReadOnlyList<Change> Between(BenchReport before, BenchReport after) =>
    [
        .. from now in after.Results
           join then in before.Results on now.Name equals then.Name
           where now.Judged.Count > 0 && then.Judged.Count > 0
           select Of(then, now),
    ];

    private static Change Of(Result before, Result after) => new(
        after.Name,
        Statistics.Median(before.Judged),
        Statistics.Median(after.Judged),
        after.Judged.Min() > before.Judged.Max() ? Of(after.Target.Bound, rises: true)
        : after.Judged.Max() < before.Judged.Min() ? Of(after.Target.Bound, rises: false)
        : Verdict.WithinSpread);

    private static Verdict Of(Bound bound, bool rises) => rises == (bound is Bound.AtLeast) ? Verdict.Better : Verdict.Worse;
}
