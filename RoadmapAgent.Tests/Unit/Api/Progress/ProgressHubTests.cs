using RoadmapAgent.Api.Progress;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class ProgressHubTests
{
    private const int Capacity = 1000;

    private readonly StoredHistory _history = new();

    private ProgressHub Hub => _history.Hub;

    [Fact]
    public async Task Events_delivered_out_of_order_and_twice_are_received_in_order_and_once()
    {
        using var watcher = Watch();
        var events = Enumerable.Range(0, 6).Select(_ => _history.Store()).ToList();

        foreach (var index in (int[])[2, 0, 2, 1, 0, 5, 4, 4, 3])
        {
            Hub.Offer(events[index]);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], await ReadAsync(watcher, 6));
        Assert.False(watcher.Events.TryRead(out _));
    }

    [Fact]
    public async Task An_event_the_broker_never_delivers_is_read_from_the_database_once_for_all_watchers()
    {
        var watchers = Enumerable.Range(0, 50).Select(_ => Watch()).ToList();
        _history.Happen(1);
        _history.Store();
        _history.Happen(2);

        var seen = await Task.WhenAll(watchers.Select(watcher => ReadAsync(watcher, 4)));

        Assert.All(seen, ids => Assert.Equal([1, 2, 3, 4], ids));
        Assert.Equal(1, _history.Reads);
        watchers.ForEach(watcher => watcher.Dispose());
    }

    [Fact]
    public async Task A_gap_is_read_again_after_a_database_error()
    {
        using var watcher = Watch();
        _history.NextError = new Npgsql.NpgsqlException("refused");
        _history.Store();
        _history.Happen(1);

        Assert.Equal([1, 2], await ReadAsync(watcher, 2));
        Assert.Equal(2, _history.Reads);
    }

    [Fact]
    public async Task Events_missed_during_a_broker_outage_are_caught_up_even_if_none_follow()
    {
        using var watcher = Watch();
        _history.Happen(1);
        _history.Store();
        _history.Store();

        await Hub.CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], await ReadAsync(watcher, 3));
    }

    [Fact]
    public async Task A_gap_of_a_deleted_roadmap_is_skipped_after_one_read()
    {
        using var watcher = Watch();
        _history.Happen(1);

        Hub.Offer(new(_history.RoadmapId, 4, "deleted", "{}", DateTimeOffset.UnixEpoch));

        Assert.Equal([1, 4], await ReadAsync(watcher, 2));
        Assert.Equal(1, _history.Reads);
    }

    [Fact]
    public async Task A_slow_watcher_is_dropped_after_a_bounded_number_of_events_without_affecting_others()
    {
        using var slow = Watch();
        using var fast = Watch();
        for (var i = 0; i < Capacity + 10; i++)
        {
            _history.Happen(1);
            Assert.Equal([i + 1], await ReadAsync(fast, 1));
        }

        var seen = new List<long>();
        await foreach (var happened in slow.Events.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            seen.Add(happened.Sequence);
        }

        Assert.Equal(Enumerable.Range(1, Capacity).Select(id => (long)id), seen);
    }

    [Fact]
    public async Task A_watcher_that_arrives_after_the_last_one_left_gets_a_new_feed()
    {
        _history.Happen(2);
        var first = Hub.Watch(_history.RoadmapId);
        Assert.True(first.TryJoin(2));
        first.Dispose();
        first.Dispose();
        _history.Happen(1);

        using var second = Hub.Watch(_history.RoadmapId);
        Assert.True(second.TryJoin(3));
        _history.Happen(1);

        Assert.Equal([4], await ReadAsync(second, 1));
    }

    [Fact]
    public async Task A_watcher_that_lags_behind_the_feed_must_read_on_before_it_joins()
    {
        using var slow = Hub.Watch(_history.RoadmapId);
        using var fast = Hub.Watch(_history.RoadmapId);
        _history.Happen(3);

        Assert.True(fast.TryJoin(3));
        Assert.False(slow.TryJoin(1));
        Assert.True(slow.TryJoin(3));
        _history.Happen(1);

        Assert.Equal([4], await ReadAsync(slow, 1));
        Assert.Equal([4], await ReadAsync(fast, 1));
    }

    [Fact]
    public async Task Events_delivered_before_a_watcher_joins_are_not_lost()
    {
        using var watcher = Hub.Watch(_history.RoadmapId);
        _history.Happen(3);

        Assert.True(watcher.TryJoin(1));

        Assert.Equal([2, 3], await ReadAsync(watcher, 2));
    }

    [Fact]
    public async Task A_watcher_receives_only_events_of_its_own_roadmap()
    {
        using var other = Hub.Watch(Guid.NewGuid());
        Assert.True(other.TryJoin(0));
        using var watcher = Watch();
        _history.Happen(1);

        Assert.Equal([1], await ReadAsync(watcher, 1));
        Assert.False(other.Events.TryRead(out _));
    }

    [Fact]
    public async Task Watchers_that_join_and_leave_concurrently_receive_every_event()
    {
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (_, _) =>
        {
            await using var watcher = await _history.WatchAsync();
            lock (_history)
            {
                _history.Happen(1);
            }

            var ids = await watcher.NextIdsAsync(1);
            Assert.Equal([1], ids);
        });

        await using var last = await _history.WatchAsync();
        _history.End();
        Assert.Equal(Enumerable.Range(1, 201).Select(id => (long)id), await last.RestAsync());
    }

    private ProgressHub.Subscription Watch()
    {
        var subscription = Hub.Watch(_history.RoadmapId);
        Assert.True(subscription.TryJoin(0));
        return subscription;
    }

    private static async Task<List<long>> ReadAsync(ProgressHub.Subscription watcher, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var ids = new List<long>();
        while (ids.Count < count)
        {
            ids.Add((await watcher.Events.ReadAsync(deadline.Token)).Sequence);
        }

        return ids;
    }
}
