using System.Threading.Channels;
using Npgsql;
using RoadmapAgent.Domain.Storage;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// The events of one roadmap in this process, put in order: several workers publish, so the broker may deliver 5 before 4. A gap that does
/// not close by itself is read from the database once, for all watchers.
/// </summary>
internal sealed class RoadmapFeed(Guid roadmapId, ProgressEventStore store, ILogger logger)
{
    private const int WatcherCapacity = 1000;
    private const int PageSize = 500;
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly List<Channel<ProgressEvent>> _watchers = [];
    private readonly SortedDictionary<long, ProgressEvent> _early = [];
    private long? _last;
    private bool _filling;
    private bool _closed;

    /// <summary>Adds a watcher; false once the feed has been given up.</summary>
    public bool TryAdd(out Channel<ProgressEvent> watcher)
    {
        watcher = Channel.CreateBounded<ProgressEvent>(new BoundedChannelOptions(WatcherCapacity) { SingleReader = true });
        lock (_lock)
        {
            if (!_closed)
            {
                _watchers.Add(watcher);
            }

            return !_closed;
        }
    }

    /// <summary>Removes a watcher; true when it was the last and the feed is given up.</summary>
    public bool Remove(Channel<ProgressEvent> watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
            return _closed = _watchers.Count == 0;
        }
    }

    /// <summary>The events up to this one have been read from the database.</summary>
    public void StartAfter(long sequence)
    {
        lock (_lock)
        {
            _last ??= sequence;
            Advance();
        }
    }

    /// <summary>An event arrived.</summary>
    public void Offer(ProgressEvent happened)
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

    private void Broadcast(ProgressEvent next)
    {
        foreach (var watcher in _watchers)
        {
            // Too slow: it comes back with Last-Event-ID.
            if (!watcher.Writer.TryWrite(next))
            {
                watcher.Writer.TryComplete();
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
        try
        {
            await Task.Delay(GapPatience);
            long last;
            lock (_lock)
            {
                last = _last!.Value;
                if (_early.Count == 0 || _closed)
                {
                    return;
                }
            }

            foreach (var missing in await store.ReadAfterAsync(roadmapId, last, PageSize, CancellationToken.None))
            {
                Offer(missing);
            }
        }
        catch (Exception e) when (e is NpgsqlException or DatabaseSaturatedException)
        {
            logger.LogWarning("Events of roadmap {RoadmapId} are late: {Reason}", roadmapId, e.Message);
        }
        finally
        {
            lock (_lock)
            {
                _filling = false;
                if (_early.Count > 0 && !_closed)
                {
                    Advance();
                }
            }
        }
    }
}
