using RoadmapAgent.Api.Operations;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class FleetStateTests
{
    private static readonly Finding Foreign = new(FindingLevel.Degraded, "server", "foreign-connections", "Somebody is here.");

    [Fact]
    public void A_fresh_sample_is_the_state()
    {
        var state = Of(TimeSpan.FromSeconds(6), failure: null);

        Assert.Equal((false, 6.0), (state.IsStale, state.AgeSeconds));
        Assert.Equal([Foreign], state.Findings);
    }

    [Theory]
    [InlineData("PostgreSQL does not respond on the direct connection")]
    [InlineData(null)]
    public void An_old_sample_is_shown_as_old_with_its_age_and_the_reason(string? failure)
    {
        var state = Of(TimeSpan.FromSeconds(42), failure);

        Assert.True(state.IsStale);
        Assert.Equal(FindingKind.NotMeasured, state.Findings[0].Kind);
        Assert.Equal(
            $"The fleet has not been measured for 42 s{(failure is null ? "" : $": {failure}")}. "
            + "Everything else shown here is from 11:59:18 UTC.",
            state.Findings[0].Message);
        Assert.Equal(FindingLevel.Unhealthy, state.Findings[0].Level);
        Assert.Equal(Foreign, state.Findings[1]);
    }

    [Fact]
    public void A_failure_between_two_samples_is_no_finding() =>
        Assert.False(Of(TimeSpan.FromSeconds(8), "PostgreSQL does not respond on the direct connection").IsStale);

    [Fact]
    public void A_process_that_has_never_seen_a_sample_says_so_after_a_while()
    {
        Assert.Empty(FleetState.Of(Samples.Now, Samples.Now.AddSeconds(-10), null, null, isOff: false).Findings);
        Assert.Equal(
            "The fleet has not been measured for 60 s: PostgreSQL does not respond on the direct connection.",
            FleetState.Of(
                Samples.Now,
                Samples.Now.AddMinutes(-1),
                null,
                "PostgreSQL does not respond on the direct connection",
                isOff: false).Findings[0].Message);
    }

    [Fact]
    public void A_process_with_nothing_to_measure_has_no_finding() =>
        Assert.Empty(FleetState.Of(Samples.Now, Samples.Now.AddHours(-1), null, null, isOff: true).Findings);

    [Fact]
    public void A_sample_from_before_the_fleet_was_idle_is_stale_only_if_none_follows()
    {
        var sample = Samples.At(Samples.Now.AddHours(-1), findings: Foreign);

        Assert.False(FleetState.Of(Samples.Now, Samples.Now.AddSeconds(-10), sample, failure: null, isOff: false).IsStale);
        Assert.True(FleetState.Of(Samples.Now, Samples.Now.AddMinutes(-1), sample, failure: null, isOff: false).IsStale);
    }

    [Fact]
    public void A_clock_that_is_behind_makes_no_sample_older() =>
        Assert.Equal(0, Of(TimeSpan.FromSeconds(-30), failure: null).AgeSeconds);

    private static FleetState Of(TimeSpan age, string? failure) => FleetState.Of(
        Samples.Now, Samples.Now.AddHours(-1), Samples.At(Samples.Now - age, findings: Foreign), failure, isOff: false);
}
