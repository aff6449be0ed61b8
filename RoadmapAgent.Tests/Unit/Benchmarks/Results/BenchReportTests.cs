using System.Text.Json;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Results;

public sealed class BenchReportTests
{
    private static readonly BenchReport Report = Reports.Of(
        Reports.Seconds([18.5, 20, 22], Target.AtMost(15)), Reports.Ratio([60, 20, 65], [100, 33, 100]));

    [Fact]
    public void A_stored_run_is_read_as_it_was()
    {
        var read = BenchReport.Parse(Report.ToJson());

        Assert.Equal(Report.ToJson(), read.ToJson());
        Assert.Equal(Report.Machine, read.Machine);
        Assert.Equal(Report.Results.Select(result => result.Target), read.Results.Select(result => result.Target));
    }

    [Fact]
    public void A_stored_run_says_what_its_readings_amount_to()
    {
        using var json = JsonDocument.Parse(Report.ToJson());
        var list = json.RootElement.GetProperty("results")[1];

        Assert.Equal(60, list.GetProperty("median").GetDouble());
        Assert.Equal("AtLeast", list.GetProperty("target").GetProperty("bound").GetString());
        Assert.True(list.GetProperty("targetMet").GetBoolean());
        Assert.Equal(0.606, list.GetProperty("ratio").GetDouble(), precision: 3);
        Assert.Equal("there is none.", json.RootElement.GetProperty("omissions")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not JSON")]
    public void What_is_not_a_stored_run_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => BenchReport.Parse(text));
}
