using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Results;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new double[] { 3 }, 3)]
    [InlineData(new double[] { 3, 1 }, 2)]
    [InlineData(new double[] { 9, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 2, 100 }, 3)]
    public void The_median_is_in_the_middle(double[] values, double expected) => Assert.Equal(expected, Statistics.Median(values));

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    public void A_percentile_is_the_smallest_value_that_a_share_does_not_exceed(double share, double expected) =>
        Assert.Equal(expected, Statistics.Percentile(Enumerable.Range(1, 100).Select(n => (double)n).Reverse(), share));

    [Fact]
    public void Nothing_has_no_median_and_no_percentile()
    {
        Assert.Throws<ArgumentException>(() => Statistics.Median([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.Percentile([], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.Percentile([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.Percentile([1], 1.1));
    }

    [Theory]
    [InlineData(new double[] { 5, 5 }, 0)]
    [InlineData(new double[] { 0, 0 }, 0)]
    [InlineData(new double[] { 9, 10, 12 }, 0.3)]
    public void The_spread_is_the_range_as_a_share_of_the_median(double[] values, double expected) =>
        Assert.Equal(expected, Statistics.Spread(values), precision: 9);

    [Fact]
    public void The_median_is_between_the_extremes_and_independent_of_the_order() => Prop.ForAll(
        Arb.From(Gen.Choose(-1_000, 1_000).Select(n => n / 7.0).NonEmptyListOf()),
        values =>
        {
            var median = Statistics.Median(values);
            return median >= values.Min() && median <= values.Max() && median == Statistics.Median(values.AsEnumerable().Reverse());
        }).Check(PropertyCases.Of(200));
}
