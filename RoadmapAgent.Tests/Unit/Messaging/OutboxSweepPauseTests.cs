using RoadmapAgent.Messaging;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class OutboxSweepPauseTests
{
    [Theory]
    [InlineData(null, 5)]
    [InlineData(0.3, 0.3)]
    [InlineData(4.0, 4)]
    [InlineData(3600.0, 5)]
    public void The_sweep_comes_back_when_the_next_message_is_due_and_otherwise_every_five_seconds(double? nextIn, double pause) =>
        Assert.Equal(
            TimeSpan.FromSeconds(pause),
            OutboxSweepService.Pause(nextIn is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
}
