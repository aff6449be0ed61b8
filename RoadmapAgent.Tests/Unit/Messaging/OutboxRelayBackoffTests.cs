using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Messaging;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class OutboxRelayBackoffTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(1_000_000, 30)]
    [InlineData(int.MaxValue, 30)]
    [InlineData(-5, 1)]
    public void The_backoff_doubles_up_to_thirty_seconds(int attempts, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), OutboxRelay.Backoff(attempts, spread: 0.5));

    [Fact]
    public void The_backoff_is_jittered_by_up_to_a_quarter_in_either_direction()
    {
        Assert.Equal(TimeSpan.FromSeconds(6), OutboxRelay.Backoff(4, spread: 0));
        Assert.Equal(TimeSpan.FromSeconds(10), OutboxRelay.Backoff(4, spread: 1));
    }

    [Fact]
    public void The_backoff_never_decreases_and_stays_within_bounds_for_a_given_jitter()
    {
        var cases = from attempts in Gen.Choose(0, 10_000)
                    from spread in Gen.Choose(0, 999)
                    select (Attempts: attempts, Spread: spread / 1000d);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var pause = OutboxRelay.Backoff(one.Attempts, one.Spread);
            Assert.InRange(pause, TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(37.5));
            Assert.InRange(OutboxRelay.Backoff(one.Attempts + 1, one.Spread), pause, TimeSpan.FromSeconds(37.5));
        }).QuickCheckThrowOnFailure();
    }
}
