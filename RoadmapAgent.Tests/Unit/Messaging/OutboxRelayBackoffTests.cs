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
    public void The_pause_doubles_up_to_half_a_minute(int attempts, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), OutboxRelay.Backoff(attempts, spread: 0.5));

    [Fact]
    public void Pauses_are_spread_by_a_quarter_to_either_side()
    {
        Assert.Equal(TimeSpan.FromSeconds(6), OutboxRelay.Backoff(4, spread: 0));
        Assert.Equal(TimeSpan.FromSeconds(10), OutboxRelay.Backoff(4, spread: 1));
    }

    [Fact]
    public void No_pause_is_shorter_than_the_one_before_for_the_same_spread_and_none_is_a_tight_loop()
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
