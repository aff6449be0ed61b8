using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class ProgressHubTests
{
    private readonly StoredHistory _history = new();

    private ProgressHub Hub => _history.Hub;

    [Fact]
    public async Task Events_delivered_out_of_order_and_twice_are_received_in_order_and_once()
    {
        using var watcher = await _history.SubscribeAsync();
        var events = Enumerable.Range(0, 6).Select(_ => _history.Store()).ToList();

        foreach (var index in (int[])[2, 0, 2, 1, 0, 5, 4, 4, 3])
        {
            Hub.Offer(events[index]);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], await ReadAsync(watcher, 6));
    }

    [Fact]
    public async Task An_event_the_broker_never_delivers_is_read_from_the_database_once_for_all_watchers()
    {
        var watchers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _history.SubscribeAsync()));
        _history.Happen(1);
        _history.Store();
        _history.Happen(2);

        var seen = await Task.WhenAll(watchers.Select(watcher => ReadAsync(watcher, 4)));

        Assert.All(seen, ids => Assert.Equal([1, 2, 3, 4], ids));
        // The first is the replay.
        Assert.Equal(2, _history.Reads);
        Array.ForEach(watchers, watcher => watcher.Dispose());
    }

    [Fact]
    public async Task A_gap_is_read_again_after_a_database_error()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.NextError = new Npgsql.NpgsqlException("refused");
        _history.Store();
        _history.Happen(1);

        Assert.Equal([1, 2], await ReadAsync(watcher, 2));
        Assert.Equal(3, _history.Reads);
    }

    [Fact]
    public async Task Events_missed_during_a_broker_outage_are_caught_up_even_if_none_follow()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.Happen(1);
        _history.Store();
        _history.Store();

        await Hub.CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], await ReadAsync(watcher, 3));
    }

    [Fact]
    public async Task Events_missed_during_a_broker_outage_are_caught_up_when_the_queue_is_ready_again()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.Happen(1);
        _history.Store();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);

        await new CatchUpOnReady(Hub, lifetime, TimeProvider.System, NullLogger<CatchUpOnReady>.Instance).Ready(ready: null!);

        Assert.Equal([1, 2], await ReadAsync(watcher, 2));
    }

    [Fact]
    public async Task A_gap_in_what_is_stored_is_skipped_after_one_read()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.Happen(1);

        Hub.Offer(new(_history.RoadmapId, 4, "deleted", "{}", DateTimeOffset.UnixEpoch));

        Assert.Equal([1, 4], await ReadAsync(watcher, 2));
        Assert.Equal(2, _history.Reads);
    }

    [Fact]
    public async Task A_gap_of_a_deleted_roadmap_ends_it()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.Happen(1);
        _history.Delete();

        Hub.Offer(new(_history.RoadmapId, 4, "deleted", "{}", DateTimeOffset.UnixEpoch));

        Assert.Equal([1, 2], await ReadAsync(watcher, 2));
        Assert.True(watcher.Log.Ended);
    }

    [Fact]
    public async Task A_watcher_that_arrives_after_the_deletion_sees_what_the_database_has()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.Happen(1);
        _history.Delete();
        Hub.Offer(new(_history.RoadmapId, 2, "deleted", "{}", DateTimeOffset.UnixEpoch));
        Assert.Equal([1, 2], await ReadAsync(watcher, 2));

        using (var late = Hub.Watch(_history.RoadmapId))
        {
            Assert.False(await late.OpenAsync(_history.Owner, TestContext.Current.CancellationToken));
        }

        _history.Restore();
        using var restored = await _history.SubscribeAsync();
        _history.Happen(1);
        Assert.Equal([1, 2], await ReadAsync(restored, 2));
        Assert.False(restored.Log.Ended);
    }

    [Fact]
    public async Task A_watcher_that_arrives_after_the_last_one_left_gets_a_new_feed()
    {
        _history.Happen(2);
        var first = await _history.SubscribeAsync();
        first.Dispose();
        first.Dispose();
        _history.Happen(1);

        using var second = await _history.SubscribeAsync();
        _history.Happen(1);

        Assert.Equal([1, 2, 3, 4], await ReadAsync(second, 4));
    }

    [Fact]
    public async Task Events_delivered_before_the_stored_ones_are_read_are_not_lost()
    {
        _history.DuringNextRead = () =>
        {
            _history.Happen(3);
            return Task.CompletedTask;
        };

        using var watcher = await _history.SubscribeAsync();

        Assert.Equal([1, 2, 3], await ReadAsync(watcher, 3));
        Assert.Equal(1, _history.Reads);
    }

    [Fact]
    public async Task A_watcher_receives_only_events_of_its_own_roadmap()
    {
        using var watcher = await _history.SubscribeAsync();
        _history.Happen(1);
        Hub.Offer(new(Guid.NewGuid(), 2, "progress", "{}", DateTimeOffset.UnixEpoch));

        Assert.Equal([1], await ReadAsync(watcher, 1));
    }

    [Fact]
    public async Task A_roadmap_of_another_owner_does_not_exist_even_while_its_owner_watches()
    {
        using var watcher = await _history.SubscribeAsync();
        using var stranger = Hub.Watch(_history.RoadmapId);

        Assert.False(await stranger.OpenAsync(Owner.Of("issuer", "stranger"), TestContext.Current.CancellationToken));

        _history.Happen(1);
        Assert.Equal([1], await ReadAsync(watcher, 1));
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

    private static async Task<List<long>> ReadAsync(ProgressHub.Subscription watcher, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (watcher.Log.Events.Length < count)
        {
            await watcher.WaitAsync(Timeout.InfiniteTimeSpan, deadline.Token);
        }

        return [.. watcher.Log.Events.Select(happened => happened.Sequence)];
    }
}
