using System.Threading.Channels;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Puts the events of one roadmap in order for this process: several workers publish, so the broker may deliver event 5 before event 4. A
/// gap that does not close by itself is read from the database once for all watchers.
/// </summary>
internal sealed class RoadmapFeed(Guid roadmapId, StoredEvents stored, ILogger logger)
{
    private const int WatcherCapacity = 1000;
    private const int PageSize = 500;
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly PersistentWork _work = new(() => $"Could not read missing events of roadmap {roadmapId}", TimeProvider.System, logger);
    private readonly List<Watcher> _watchers = [];
    private readonly SortedDictionary<long, ProgressRecorded> _early = [];
    private long? _last;
    private bool _filling;
    private bool _closed;

    /// <summary>Adds a watcher, which receives nothing before it joins; false if the feed is closed.</summary>
    public bool TryAdd(out Watcher watcher)
    {
        watcher = new();
        lock (_lock)
        {
            if (!_closed)
            {
                _watchers.Add(watcher);
            }

            return !_closed;
        }
    }

    /// <summary>Removes a watcher; true if it was the last one and the feed is now closed.</summary>
    public bool Remove(Watcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
            return _closed = _watchers.Count == 0;
        }
    }

    /// <summary>
    /// Joins a watcher that has read all events up to this one to the feed. False if the feed is ahead: the events in between have already
    /// been broadcast and are in the database.
    /// </summary>
    public bool TryJoin(Watcher watcher, long sequence)
    {
        lock (_lock)
        {
            _last ??= sequence;
            if (sequence < _last)
            {
                return false;
            }

            watcher.Joined = true;
            Advance();
            return true;
        }
    }

    /// <summary>Accepts an event from the broker or the database.</summary>
    public void Offer(ProgressRecorded happened)
    {
        lock (_lock)
        {
            if (_last is null || happened.Sequence > _last)
            {
                _early[happened.Sequence] = happened;
                Advance();
            }
        }
    }

    private void Advance()
    {
        while (_last is { } last && _early.Count > 0)
        {
            var (sequence, next) = _early.First();
            if (sequence > last + 1)
            {
                FillGap();
                return;
            }

            _early.Remove(sequence);
            if (sequence == last + 1)
            {
                _last = sequence;
                Broadcast(next);
            }
        }
    }

    private void Broadcast(ProgressRecorded next)
    {
        foreach (var watcher in _watchers.Where(watcher => watcher.Joined))
        {
            // The watcher is too slow: disconnect it, it can reconnect with Last-Event-ID.
            if (!watcher.Events.Writer.TryWrite(next))
            {
                watcher.Events.Writer.TryComplete();
            }
        }
    }

    /// <summary>Reads the events missed while the broker was unavailable.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long last;
        lock (_lock)
        {
            if (_last is not { } known || _closed)
            {
                return;
            }

            last = known;
        }

        foreach (var missed in await stored(roadmapId, last, PageSize, cancellationToken))
        {
            Offer(missed);
        }
    }

    private void Skip(long last)
    {
        lock (_lock)
        {
            if (_last == last && _early.Count > 0)
            {
                _last = _early.First().Key - 1;
            }
        }
    }

    private void FillGap()
    {
        if (!_filling)
        {
            _filling = true;
            _ = FillGapAsync();
        }
    }

    private async Task FillGapAsync()
    {
        await Task.Delay(GapPatience);
        await _work.UntilDoneAsync(ReadGapAsync, CancellationToken.None);
        lock (_lock)
        {
            _filling = false;
            if (_early.Count > 0 && !_closed)
            {
                Advance();
            }
        }
    }

    private async Task ReadGapAsync(CancellationToken cancellationToken)
    {
        long last;
        lock (_lock)
        {
            last = _last!.Value;
            if (_early.Count == 0 || _closed)
            {
                return;
            }
        }

        var missing = await stored(roadmapId, last, PageSize, cancellationToken);
        foreach (var happened in missing)
        {
            Offer(happened);
        }

        // Events are stored before they are published, so missing events were deleted with their roadmap.
        if (missing.Count == 0)
        {
            Skip(last);
        }
    }

    /// <summary>A watcher's place in the feed.</summary>
    internal sealed class Watcher
    {
        /// <summary>Events in order, bounded.</summary>
        public Channel<ProgressRecorded> Events { get; } = Channel.CreateBounded<ProgressRecorded>(
            new BoundedChannelOptions(WatcherCapacity) { SingleReader = true });

        /// <summary>Whether it receives live events.</summary>
        public bool Joined { get; set; }
    }
}
