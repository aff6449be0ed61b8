using MassTransit;
using RoadmapAgent.Messaging;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class RoadmapBusTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    public void A_consumer_handles_at_least_one_message_at_once_and_is_handed_as_many_in_advance(int concurrency, int prefetch) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoadmapBus().AddQueueConsumer<Consumer>("queue", concurrency, prefetch));

    [Fact]
    public void The_outbox_may_carry_what_was_named_and_nothing_else() => Assert.Equal(
        [typeof(string), typeof(Uri), typeof(Version)], new RoadmapBus().CarryMessages(typeof(string), typeof(Uri)).CarryMessages(typeof(Version)).Messages);

    private sealed class Consumer : IConsumer<Uri>
    {
        public Task Consume(ConsumeContext<Uri> context) => Task.CompletedTask;
    }
}
