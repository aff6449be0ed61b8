using System.Xml.Linq;
using RoadmapAgent.Benchmarks.Charts;
using RoadmapAgent.Benchmarks.Drill;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Drill;

public sealed class DrillChartTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_offer_has_a_name_of_its_own() =>
        Assert.Equal(DrillOffer.All.Count, DrillOffer.All.Select(offer => offer.Name).Distinct().Count());

    // The pooler keeps its server connections for a while: they would be missing to a load that does not use it.
    [Fact]
    public void What_goes_straight_to_the_server_comes_before_what_goes_through_the_pooler() => Assert.Equal(
        DrillOffer.All.Select(offer => offer.Pooled).Order(), DrillOffer.All.Select(offer => offer.Pooled));

    [Fact]
    public void A_deployment_asks_a_direct_server_for_168_connections_and_the_largest_load_the_pooler_for_5000()
    {
        Assert.Equal(168, DrillOffer.Deployment[0].Connections);
        Assert.Equal([1_000, 5_000], DrillOffer.Thousands.Select(offer => offer.Connections));
    }

    [Fact]
    public void Durations_are_compared_for_the_same_work_on_equally_many_server_connections()
    {
        var (direct, pooled) = (DrillOffer.EqualBackends[0], DrillOffer.EqualBackends[1]);

        Assert.Equal((50, false), (direct.Connections, direct.Meets));
        Assert.Equal((true, false), (pooled.Pooled, pooled.Meets));
        Assert.Equal(direct.Processes * direct.Units, pooled.Processes * pooled.Units);
        Assert.Equal(direct.Work, pooled.Work);
    }

    [Fact]
    public void The_chart_shows_failures_and_backends_of_every_row_and_durations_of_those_that_can_be_compared()
    {
        var rows = DrillOffer.All.Select(offer => Row(offer.Name, succeeded: 95)).ToList();

        var chart = DrillChart.Of(rows, At);

        Assert.Equal(rows.Count, chart.Groups[0].Bars.Count);
        Assert.All(chart.Groups[0].Bars, bar => Assert.Equal(100.0 * 220 / 315, bar.Value));
        Assert.Equal(100, chart.Groups[1].Limit);
        Assert.Equal(
            DrillOffer.EqualBackends.Select(offer => offer.Name).Order(), chart.Groups[^1].Bars.Select(bar => bar.Label).Order());
        XDocument.Parse(SvgChart.Draw(chart));
    }

    [Fact]
    public void The_chart_of_the_fleets_own_processes_compares_no_durations()
    {
        var chart = DrillChart.Of([.. DrillOffer.Claim.Select(offer => Row(offer.Name, succeeded: 315))], At);

        Assert.All(chart.Groups, group => Assert.Equal(DrillOffer.Claim.Count, group.Bars.Count));
    }

    private static DrillRow Row(string name, int succeeded) => new(
        name, 315, succeeded, 315 - succeeded, PoolTimeout: 0, PoolerRefused: 0, Other: 0, P50: 1, P95: 2, P99: 3, PeakClients: 96,
        PeakBackends: 50, WallMilliseconds: 4, OtherReasons: []);
}
