using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// The events of one roadmap for all its watchers in this process, read from the database once when the first one comes. Afterwards they
/// arrive from the broker and are put in order: several workers publish, so event 5 may arrive before event 4. A gap that does not close by
/// itself is read from the database.
/// </summary>
internal sealed class RoadmapFeed(Guid roadmapId, ReadEvents read, ILogger logger)
{
    /// <summary>The most events of a roadmap that are read with one statement.</summary>
    public const int PageSize = 500;

    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly PersistentWork _work = new(() => $"Could not read missing events of roadmap {roadmapId}", TimeProvider.System, logger);
    private readonly HashSet<Watcher> _watchers = [];
    private readonly SortedDictionary<long, ProgressRecorded> _early = [];
    private Task<bool>? _opening;
    private volatile FeedLog? _log;
    private bool _filling;
    private bool _closed;

    /// <summary>The events so far.</summary>
    /// <exception cref="InvalidOperationException"><see cref="OpenAsync"/> has not succeeded.</exception>
    public FeedLog Log => _log ?? throw new InvalidOperationException("The feed is not open.");

    /// <summary>The person that the roadmap belongs to, once the feed is open; null if a version without owners has created it.</summary>
    public Owner? Owner { get; private set; }

    /// <summary>Adds a watcher; false if the feed is closed, because nobody watches any more or the roadmap has been deleted.</summary>
    public bool TryAdd(out Watcher watcher)
    {
        watcher = new();
        lock (_lock)
        {
            return !_closed && _watchers.Add(watcher);
        }
    }

    /// <summary>Removes a watcher; true if it was the last one, so that the feed is closed.</summary>
    public bool Remove(Watcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
            watcher.Dispose();
            _closed |= _watchers.Count == 0;
            return _watchers.Count == 0;
        }
    }

    /// <summary>Reads the stored events, once for all watchers that come meanwhile; after a failure again.</summary>
    /// <returns>False if there is no such roadmap.</returns>
    public Task<bool> OpenAsync()
    {
        lock (_lock)
        {
            return _opening is null or { IsFaulted: true } ? _opening = ReadAllAsync() : _opening;
        }
    }

    /// <summary>Accepts an event from the broker or the database.</summary>
    public void Offer(ProgressRecorded happened)
    {
        lock (_lock)
        {
            if (_log is not { } log || happened.Sequence > log.Last)
            {
                _early[happened.Sequence] = happened;
                Advance();
            }
        }
    }

    /// <summary>Reads the events that did not arrive from the broker, if the feed is open.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (_log is { } log)
        {
            if (await read(roadmapId, log.Last, cancellationToken) is not { } page)
            {
                Delete();
                return;
            }

            foreach (var missed in page.Events)
            {
                Offer(missed);
            }

            if (page.Events.Count < PageSize)
            {
                return;
            }
        }
    }

    // The event of a deletion is published but not stored.
    private void Delete()
    {
        lock (_lock)
        {
            _early.Clear();
            Offer(new(roadmapId, Log.Last + 1, ProgressEvents.Deleted, "{}", DateTimeOffset.UtcNow));
        }
    }

    private async Task<bool> ReadAllAsync()
    {
        // Outside the lock.
        await Task.Yield();
        var events = new List<FeedEvent>();
        while (true)
        {
            if (await read(roadmapId, events is [.., var known] ? known.Sequence : 0, CancellationToken.None) is not { } page)
            {
                return false;
            }

            events.AddRange(page.Events.Select(FeedEvent.Of));
            if (page.Events.Count < PageSize)
            {
                lock (_lock)
                {
                    Owner = page.Owner;
                    _log = new([.. events], events is [.., var last] ? last.Sequence : page.LastSequence, page.Ended);
                    Advance();
                }

                return true;
            }
        }
    }

    private void Advance()
    {
        var moved = false;
        while (_log is { } log && _early.Count > 0)
        {
            var (sequence, next) = _early.First();
            if (sequence > log.Last + 1)
            {
                FillGap();
                break;
            }

            _early.Remove(sequence);
            if (sequence == log.Last + 1)
            {
                _log = log.With(FeedEvent.Of(next));
                moved = true;
                // A later watcher asks the database: the roadmap does not exist, or has been restored.
                _closed |= next.Type == ProgressEvents.Deleted;
            }
        }

        if (moved)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Wake();
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
        var last = Log.Last;
        lock (_lock)
        {
            if (_early.Count == 0 || _closed)
            {
                return;
            }
        }

        await CatchUpAsync(cancellationToken);
        lock (_lock)
        {
            // Events are stored before they are published: those that are missing have been deleted.
            if (_early.Count > 0 && Log.Last == last)
            {
                _log = Log with { Last = _early.First().Key - 1 };
            }
        }
    }

    /// <summary>A watcher's place in the feed.</summary>
    internal sealed class Watcher : IDisposable
    {
        private readonly SemaphoreSlim _changed = new(0, 1);

        /// <summary>Waits until there are events that were not there at the last call; false after a time without any.</summary>
        public Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken) =>
            _changed.WaitAsync(patience, cancellationToken);

        /// <summary>Called with the feed's lock held.</summary>
        public void Wake()
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }

        public void Dispose() => _changed.Dispose();
    }
}
