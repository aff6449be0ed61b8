using System.Threading.Channels;

namespace RoadmapAgent.Data.Transactions;

/// <summary>Committed messages on their way from the unit of work that wrote them to this process's relay.</summary>
public sealed class OutboxBuffer
{
    // Beyond this the messages are left to the sweep: they are stored, so forgetting them here loses nothing.
    private const int Capacity = 10_000;

    private readonly Channel<OutboxMessage> _messages = Channel.CreateBounded<OutboxMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <inheritdoc/>
    public ChannelReader<OutboxMessage> Reader => _messages.Reader;

    /// <inheritdoc/>
    public void Offer(IEnumerable<OutboxMessage> messages)
    {
        foreach (var message in messages.Where(message => message.Delay == TimeSpan.Zero))
        {
            _messages.Writer.TryWrite(message);
        }
    }

    /// <inheritdoc/>
    public void Complete() => _messages.Writer.TryComplete();
}
