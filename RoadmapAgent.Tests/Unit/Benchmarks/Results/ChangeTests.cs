using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Results;

public sealed class ChangeTests
{
    [Fact]
    public void A_figure_is_better_or_worse_only_if_no_reading_overlaps()
    {
        var before = Reports.Of(Reports.Seconds([18, 20, 22], Target.AtMost(15)));

        Assert.Equal((20, 15, Verdict.Better), Compare([14, 15, 17]));
        Assert.Equal((20, 30, Verdict.Worse), Compare([29, 30, 31]));
        Assert.Equal((20, 15, Verdict.WithinSpread), Compare([14, 15, 18]));
        Assert.Equal((20, 20, Verdict.WithinSpread), Compare([18, 20, 22]));

        (double, double, Verdict) Compare(double[] values)
        {
            var change = Assert.Single(Change.Between(before, Reports.Of(Reports.Seconds(values, Target.AtMost(15)))));
            return (change.Before, change.After, change.Verdict);
        }
    }

    [Fact]
    public void More_is_better_where_the_target_is_a_lower_limit() => Assert.Equal(
        Verdict.Better,
        Assert.Single(Change.Between(
            Reports.Of(Reports.Seconds([4], Target.AtLeast(8))), Reports.Of(Reports.Seconds([9], Target.AtLeast(8))))).Verdict);

    [Fact]
    public void Ratios_are_compared_where_the_target_is_one()
    {
        // Half as fast a machine changes nothing.
        var change = Assert.Single(Change.Between(Reports.Of(Reports.Ratio([60], [100])), Reports.Of(Reports.Ratio([30], [50]))));

        Assert.Equal((0.6, 0.6, Verdict.WithinSpread), (change.Before, change.After, change.Verdict));
    }

    [Fact]
    public void What_only_one_run_has_measured_is_not_compared()
    {
        var before = Reports.Of(Reports.Seconds([1], Target.AtMost(1), "old"), Reports.Seconds([1], Target.AtMost(1), "both"));
        var after = Reports.Of(Reports.Seconds([1], Target.AtMost(1), "both"), Reports.Seconds([1], Target.AtMost(1), "new"));

        Assert.Equal("both", Assert.Single(Change.Between(before, after)).Name);
    }

    [Fact]
    public void Runs_on_other_machines_are_recognised()
    {
        Assert.True(Reports.Machine.IsLike(Reports.Machine with { Busy = 0.9, Commit = "def", PgBouncer = "PgBouncer 1.24" }));
        Assert.False(Reports.Machine.IsLike(Reports.Machine with { Cores = 4 }));
    }
}
