using System.Globalization;
using RoadmapAgent.Benchmarks.Charts;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Bench;

/// <summary>Shows a run as a chart: every figure beside its baseline and its target.</summary>
internal static class BenchChart
{
    public static Chart Of(BenchReport report) => new(
        "RoadmapAgent: figures and targets",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Machine.Commit}, {report.At:yyyy-MM-dd}, {report.Machine.Cores} cores, {report.Machine.OperatingSystem}")
            + (report.Quick ? ", quick run" : ""),
        [.. report.Results.Select(Group)]);

    private static ChartGroup Group(Result result) => new(
        result.Title,
        result.Unit,
        [
            Bar("measured", result.Values, muted: false),
            .. result.BaselineValues.Count == 0 ? [] : new[] { Bar(result.Baseline ?? "baseline", result.BaselineValues, muted: true) },
        ],
        Limit(result));

    // A ratio's target is drawn where the baseline puts it.
    private static double? Limit(Result result) =>
        result.Target.OfRatio ? result.Target.Limit * result.BaselineMedian : result.Target.Limit;

    private static ChartBar Bar(string label, IReadOnlyList<double> values, bool muted) =>
        new(label, Statistics.Median(values), values.Min(), values.Max(), muted);
}
