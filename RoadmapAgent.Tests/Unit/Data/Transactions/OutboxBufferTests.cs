using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Tests.Unit.Data.Transactions;

public sealed class OutboxBufferTests
{
    private readonly OutboxBuffer _queue = new();

    [Fact]
    public void Messages_leave_the_buffer_in_the_order_they_were_written()
    {
        var messages = Messages(5);
        _queue.Offer(messages[..2]);
        _queue.Offer(messages[2..]);

        Assert.Equal(messages, Drain());
    }

    [Fact]
    public void A_delayed_message_is_left_to_the_sweep()
    {
        var messages = Messages(3);
        messages[1] = messages[1] with { Delay = TimeSpan.FromMilliseconds(1) };
        _queue.Offer(messages);

        Assert.Equal([messages[0], messages[2]], Drain());
    }

    [Fact]
    public void Messages_beyond_the_buffer_capacity_are_left_to_the_sweep()
    {
        var messages = Messages(10_100);
        _queue.Offer(messages);

        Assert.Equal(messages[..10_000], Drain());

        _queue.Offer(messages[..1]);
        Assert.Equal(messages[..1], Drain());
    }

    [Fact]
    public async Task A_completed_buffer_delivers_its_remaining_messages_and_accepts_no_more()
    {
        var messages = Messages(2);
        _queue.Offer(messages);
        _queue.Complete();
        _queue.Complete();
        _queue.Offer(Messages(1));

        Assert.Equal(messages, Drain());
        Assert.False(await _queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    private static List<OutboxMessage> Messages(int count) =>
        [
            .. Enumerable.Range(0, count).Select(
                i => new OutboxMessage(Guid.NewGuid(), "queue", "type", $"{{\"i\":{i}}}", null, TimeSpan.Zero)),
        ];

    private List<OutboxMessage> Drain()
    {
        var read = new List<OutboxMessage>();
        while (_queue.Reader.TryRead(out var message))
        {
            read.Add(message);
        }

        return read;
    }
}
