using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Results;

public sealed class ResultTests
{
    [Theory]
    [InlineData(14.9, true)]
    [InlineData(15, true)]
    [InlineData(15.1, false)]
    public void A_figure_meets_its_target_on_the_right_side_of_the_limit_and_on_it(double median, bool met)
    {
        Assert.Equal(met, Reports.Seconds([median, median - 9, median + 9], Target.AtMost(15)).TargetMet);
        Assert.Equal(met, Reports.Seconds([-median], Target.AtLeast(-15)).TargetMet);
    }

    [Fact]
    public void The_ratio_is_the_median_of_the_rounds_ratios_and_not_the_ratio_of_the_medians()
    {
        // The machine was three times slower in the second round, which the ratios do not show.
        var result = Reports.Ratio([60, 20, 65], [100, 33, 100]);

        Assert.Equal(20.0 / 33, result.Ratio!.Value, precision: 9);
        Assert.Equal(60, result.Median);
        Assert.Equal(100, result.BaselineMedian);
        Assert.True(result.TargetMet);
    }

    [Fact]
    public void A_result_without_a_baseline_has_no_ratio()
    {
        var result = Reports.Seconds([1], Target.AtMost(1));

        Assert.Null(result.Ratio);
        Assert.Null(result.BaselineMedian);
    }

    [Fact]
    public void A_baseline_of_zero_has_no_ratio_and_meets_no_target_for_one()
    {
        var result = Reports.Ratio([60, 60], [0, 0]);

        Assert.Null(result.Ratio);
        Assert.False(result.TargetMet);
    }

    [Theory]
    [InlineData(false, "≤ 0.5")]
    [InlineData(true, "≥ 0.5 ×")]
    public void A_target_says_what_it_is_about(bool ratio, string text) =>
        Assert.Equal(text, (ratio ? Target.RatioAtLeast(0.5) : Target.AtMost(0.5)).ToString());
}
