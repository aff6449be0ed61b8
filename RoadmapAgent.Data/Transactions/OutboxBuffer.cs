using System.Threading.Channels;

namespace RoadmapAgent.Data.Transactions;

/// <summary>Committed messages on their way from the unit of work that wrote them to this process's relay.</summary>
public sealed class OutboxBuffer
{
    // Messages beyond this are stored all the same; the sweep relays them.
    private const int Capacity = 10_000;

    private readonly Channel<OutboxMessage> _messages = Channel.CreateBounded<OutboxMessage>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>The messages to relay.</summary>
    public ChannelReader<OutboxMessage> Reader => _messages.Reader;

    /// <summary>Adds committed messages; skips delayed ones, and drops those for which there is no room.</summary>
    public void Offer(IEnumerable<OutboxMessage> messages)
    {
        foreach (var message in messages.Where(message => message.Delay == TimeSpan.Zero))
        {
            _messages.Writer.TryWrite(message);
        }
    }

    /// <summary>Accepts no more messages.</summary>
    public void Complete() => _messages.Writer.TryComplete();
}
