using RoadmapAgent.Api.Operations;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class SampleTextTests
{
    [Theory]
    [InlineData(0, "Measured 0 s ago, at 2026-11-27 12:00:00Z.")]
    [InlineData(12, "Measured 12 s ago, at 2026-11-27 11:59:48Z.")]
    [InlineData(30, "Measured 30 s ago, at 2026-11-27 11:59:30Z.")]
    [InlineData(31, "Measured 31 s ago, at 2026-11-27 11:59:29Z. Stale: these numbers do not describe the present.")]
    [InlineData(6000, "Measured 2 h ago, at 2026-11-27 10:20:00Z. Stale: these numbers do not describe the present.")]
    public void The_age_of_the_numbers_comes_first_and_old_ones_are_called_stale(int age, string line)
    {
        var sample = Samples.At(Samples.Now.AddSeconds(-age));
        var state = FleetState.Of(Samples.Now, Samples.Now.AddHours(-9), sample, failure: null, isOff: false);

        Assert.Equal(line, SampleText.Of(sample, state).Split(Environment.NewLine)[0]);
    }

    [Fact]
    public void The_findings_come_last()
    {
        var sample = Samples.At(Samples.Now, findings: new Finding(FindingLevel.Degraded, "server", "kind", "Somebody is here."));

        Assert.EndsWith(
            $"{Environment.NewLine}Degraded: Somebody is here.{Environment.NewLine}", TextOf(sample), StringComparison.Ordinal);
        Assert.EndsWith(
            $"{Environment.NewLine}No findings.{Environment.NewLine}", TextOf(Samples.At(Samples.Now)), StringComparison.Ordinal);
    }

    private static string TextOf(ConnectionSample sample) =>
        SampleText.Of(sample, FleetState.Of(Samples.Now, Samples.Now.AddHours(-9), sample, failure: null, isOff: false));
}
