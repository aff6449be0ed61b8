using System.Collections.Concurrent;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Delivers events to this process's watchers. The database load does not depend on the number of watchers of a roadmap.
/// </summary>
internal sealed class ProgressHub(ReadEvents read, ILogger<ProgressHub> logger)
{
    private readonly ConcurrentDictionary<Guid, RoadmapFeed> _feeds = new();

    /// <summary>Watches a roadmap; the subscription ends when it is disposed.</summary>
    public Subscription Watch(Guid roadmapId)
    {
        while (true)
        {
            var feed = _feeds.GetOrAdd(roadmapId, id => new(id, read, logger));
            if (feed.TryAdd(out var watcher))
            {
                return new(feed, watcher, () => Leave(roadmapId, feed, watcher));
            }

            // The feed is closed: its last watcher has just left, or the roadmap has been deleted.
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
    public Task CatchUpAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_feeds.Values.Select(feed => feed.CatchUpAsync(cancellationToken)));

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
        /// <summary>The events so far, once it is open.</summary>
        public FeedLog Log => feed.Log;

        /// <summary>Waits until the events so far are known; false if the owner has no such roadmap.</summary>
        public async Task<bool> OpenAsync(Owner owner, CancellationToken cancellationToken) =>
            await feed.OpenAsync().WaitAsync(cancellationToken) && feed.Owner == owner;

        /// <summary>Returns whether an event has happened; one that has not arrived here yet is looked for in the database.</summary>
        public async Task<bool> KnowsAsync(long sequence, CancellationToken cancellationToken)
        {
            if (sequence > Log.Last)
            {
                await feed.CatchUpAsync(cancellationToken);
            }

            return sequence <= Log.Last;
        }

        /// <summary>Waits for events since the last call; false after a time without any.</summary>
        public Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken) =>
            watcher.WaitAsync(patience, cancellationToken);

        public void Dispose() => leave();
    }
}
