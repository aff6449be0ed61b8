using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

/// <summary>The stored events of one roadmap, and the API's hub in front of them.</summary>
internal sealed class StoredHistory
{
    private readonly Lock _lock = new();
    private readonly List<ProgressRecorded> _events = [];
    private int _reads;
    private bool _deleted;

    public StoredHistory()
    {
        Hub = new(ReadAsync, NullLogger<ProgressHub>.Instance);
    }

    public Guid RoadmapId { get; } = Guid.NewGuid();

    public Owner Owner { get; } = Owner.Of("issuer", "owner");

    public ProgressHub Hub { get; }

    /// <summary>Cancelled when the process stops.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Queries so far.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Runs once, after the next query has read its rows and before it returns them.</summary>
    public Func<Task>? DuringNextRead { get; set; }

    /// <summary>The error of the next query.</summary>
    public Exception? NextError { get; set; }

    /// <summary>Stores the next event without delivering it through the broker.</summary>
    public ProgressRecorded Store(string type = ProgressEvents.Progress)
    {
        lock (_lock)
        {
            var sequence = _events.Count + 1;
            var happened = new ProgressRecorded(
                RoadmapId,
                sequence,
                type,
                string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{sequence}}}"""),
                DateTimeOffset.UnixEpoch);
            _events.Add(happened);
            return happened;
        }
    }

    /// <summary>Stores events and delivers them through the broker.</summary>
    public void Happen(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Hub.Offer(Store());
        }
    }

    /// <summary>Deletes the roadmap.</summary>
    public void Delete()
    {
        lock (_lock)
        {
            _deleted = true;
        }
    }

    /// <summary>Restores the roadmap.</summary>
    public void Restore()
    {
        lock (_lock)
        {
            _deleted = false;
        }
    }

    public void End() => Hub.Offer(Store("completed"));

    public Task<Results<ProgressStream, NoContent, ProblemHttpResult>> OpenAsync(string? lastEventId = null) =>
        ProgressApi.OpenAsync(Owner, RoadmapId, lastEventId, Hub, Stopping, TestContext.Current.CancellationToken);

    public async Task<Watcher> WatchAsync(string? lastEventId = null) =>
        new(Assert.IsType<ProgressStream>((await OpenAsync(lastEventId)).Result));

    /// <summary>Opens a subscription and waits for it.</summary>
    public async Task<ProgressHub.Subscription> SubscribeAsync()
    {
        var subscription = Hub.Watch(RoadmapId);
        Assert.True(await subscription.OpenAsync(Owner, TestContext.Current.CancellationToken));
        return subscription;
    }

    private async Task<StoredEvents?> ReadAsync(Guid roadmapId, long sequence, CancellationToken cancellationToken)
    {
        StoredEvents? page;
        lock (_lock)
        {
            page = _deleted || roadmapId != RoadmapId ? null : new(
                Owner,
                _events is [.., var last] && ProgressEvents.Ends(last.Type),
                _events.Count,
                [.. _events.Where(happened => happened.Sequence > sequence).Take(RoadmapFeed.PageSize)]);
        }

        Interlocked.Increment(ref _reads);
        if (NextError is { } error)
        {
            NextError = null;
            throw error;
        }

        var during = DuringNextRead;
        DuringNextRead = null;
        await Task.Yield();
        await (during?.Invoke() ?? Task.CompletedTask);
        return page;
    }
}
