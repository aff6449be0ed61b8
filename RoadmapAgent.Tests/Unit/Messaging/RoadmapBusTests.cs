using MassTransit;
using RoadmapAgent.Messaging;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class RoadmapBusTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    public void A_consumer_with_concurrency_below_one_or_prefetch_below_concurrency_is_refused(int concurrency, int prefetch) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RoadmapBus().AddQueueConsumer(typeof(Consumer), "queue", concurrency, prefetch));

    [Fact]
    public void The_outbox_carries_exactly_the_registered_message_types() => Assert.Equal(
        [typeof(string), typeof(Uri), typeof(Version)],
        new RoadmapBus().CarryMessages(typeof(string), typeof(Uri)).CarryMessages(typeof(Version)).Messages);

    private sealed class Consumer : IConsumer<Uri>
    {
        public Task Consume(ConsumeContext<Uri> context) => Task.CompletedTask;
    }
}
