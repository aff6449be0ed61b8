using System.Collections.Concurrent;
using System.Threading.Channels;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>Brings the broker's events to the watchers of this process. Any number of watchers of a roadmap costs the database what one does.</summary>
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

            // Its last watcher has just left.
            _feeds.TryRemove(new(roadmapId, feed));
        }
    }

    /// <summary>Passes an event on.</summary>
    public void Offer(ProgressEvent happened)
    {
        if (_feeds.TryGetValue(happened.RoadmapId, out var feed))
        {
            feed.Offer(happened);
        }
    }

    /// <summary>Reads for every roadmap that is watched what happened while the broker was away.</summary>
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

    /// <summary>A watcher's place.</summary>
    internal sealed class Subscription(RoadmapFeed feed, RoadmapFeed.Watcher watcher, Action leave) : IDisposable
    {
        /// <summary>Events in order; completed when the watcher is too slow to keep up.</summary>
        public ChannelReader<ProgressEvent> Events => watcher.Events.Reader;

        /// <summary>Goes on live after what was replayed; false when more has happened that has to be replayed first.</summary>
        public bool TryJoin(long sequence) => feed.TryJoin(watcher, sequence);

        public void Dispose() => leave();
    }
}
