using RoadmapAgent.Benchmarks.Bench;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Bench;

public sealed class BenchChartTests
{
    [Fact]
    public void Every_figure_is_shown_beside_its_baseline_and_its_target()
    {
        var chart = BenchChart.Of(Reports.Of(
            Reports.Seconds([18, 20, 22], Target.AtMost(15)), Reports.Ratio([60, 20, 65], [100, 33, 110])));

        var (start, list) = (chart.Groups[0], chart.Groups[1]);
        Assert.Equal((20, 18, 22), (start.Bars[0].Value, start.Bars[0].Lowest, start.Bars[0].Highest));
        Assert.Single(start.Bars);
        Assert.Equal(15, start.Limit);
        Assert.Equal([60, 100], list.Bars.Select(bar => bar.Value));
        Assert.Equal([false, true], list.Bars.Select(bar => bar.Muted));
        // Half of the baseline.
        Assert.Equal(50, list.Limit);
        Assert.Contains("abc1234", chart.Subtitle, StringComparison.Ordinal);
    }
}
