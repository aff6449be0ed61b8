using System.Collections.Concurrent;
using System.Threading.Channels;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Delivers the broker's events to this process's watchers. The database load does not depend on the number of watchers of a roadmap.
/// </summary>
internal sealed class ProgressHub(StoredEvents stored, ILogger<ProgressHub> logger)
{
    private readonly ConcurrentDictionary<Guid, RoadmapFeed> _feeds = new();

    /// <summary>Watches a roadmap; the subscription ends when it is disposed.</summary>
    public Subscription Watch(Guid roadmapId)
    {
        while (true)
        {
            var feed = _feeds.GetOrAdd(roadmapId, id => new(id, stored, logger));
            if (feed.TryAdd(out var watcher))
            {
                return new(feed, watcher, () => Leave(roadmapId, feed, watcher));
            }

            // The feed is closed because its last watcher has just left.
            _feeds.TryRemove(new(roadmapId, feed));
        }
    }

    /// <summary>Passes an event to its feed.</summary>
    public void Offer(ProgressRecorded happened)
    {
        if (_feeds.TryGetValue(happened.RoadmapId, out var feed))
        {
            feed.Offer(happened);
        }
    }

    /// <summary>Reads the events that every watched roadmap missed while the broker was unavailable.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in _feeds.Values)
        {
            await feed.CatchUpAsync(cancellationToken);
        }
    }

    private void Leave(Guid roadmapId, RoadmapFeed feed, RoadmapFeed.Watcher watcher)
    {
        if (feed.Remove(watcher))
        {
            _feeds.TryRemove(new(roadmapId, feed));
        }
    }

    /// <summary>A watcher's subscription to a feed.</summary>
    internal sealed class Subscription(RoadmapFeed feed, RoadmapFeed.Watcher watcher, Action leave) : IDisposable
    {
        /// <summary>Events in order; completed when the watcher is too slow to keep up.</summary>
        public ChannelReader<ProgressRecorded> Events => watcher.Events.Reader;

        /// <summary>Switches from replay to live events; false if further stored events must be replayed first.</summary>
        public bool TryJoin(long sequence) => feed.TryJoin(watcher, sequence);

        public void Dispose() => leave();
    }
}
