using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RoadmapAgent.Api.Progress;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class ProgressStreamTests
{
    private readonly StoredHistory _history = new();

    [Fact]
    public async Task A_watcher_receives_the_stored_events_and_then_the_live_ones_until_the_end()
    {
        _history.Happen(3);
        await using var watcher = await _history.WatchAsync();

        Assert.Equal([1, 2, 3], await watcher.NextIdsAsync(3));
        _history.Happen(2);
        _history.End();

        Assert.Equal([4, 5, 6], await watcher.RestAsync());
    }

    [Fact]
    public async Task An_event_has_the_same_content_stored_and_live()
    {
        await using var live = await _history.WatchAsync();
        _history.Happen(1);
        await using var late = await _history.WatchAsync();

        Assert.Equal((1, "progress", """{"n":1}"""), await live.NextAsync());
        Assert.Equal((1, "progress", """{"n":1}"""), await late.NextAsync());
        Assert.Equal("text/event-stream", late.Context.Response.ContentType);
    }

    [Fact]
    public async Task A_reconnecting_watcher_receives_missed_events_exactly_once()
    {
        _history.Happen(5);
        await using var watcher = await _history.WatchAsync("3");
        await watcher.NextIdsAsync(1);
        _history.End();

        Assert.Equal([5, 6], await watcher.RestAsync());
    }

    [Fact]
    public async Task A_watcher_that_missed_nothing_continues_with_live_events()
    {
        _history.Happen(5);
        await using var watcher = await _history.WatchAsync("5");
        _history.Happen(1);

        Assert.Equal([6], await watcher.NextIdsAsync(1));
    }

    [Fact]
    public async Task Events_during_the_replay_are_neither_lost_nor_repeated()
    {
        _history.Happen(3);
        _history.DuringNextRead = () =>
        {
            _history.Happen(2);
            return Task.CompletedTask;
        };
        await using var watcher = await _history.WatchAsync();

        Assert.Equal([1, 2, 3, 4, 5], await watcher.NextIdsAsync(5));
        _history.End();
        Assert.Equal([6], await watcher.RestAsync());
    }

    [Fact]
    public async Task Watchers_that_connect_during_the_first_ones_replay_share_it()
    {
        _history.Happen(1);
        var answered = new TaskCompletionSource();
        _history.DuringNextRead = () => answered.Task;
        var first = _history.WatchAsync();
        _history.Happen(3);
        var second = _history.WatchAsync("3");
        answered.SetResult();
        await using var all = await first;
        await using var rest = await second;
        _history.End();

        Assert.Equal([1, 2, 3, 4, 5], await all.RestAsync());
        Assert.Equal([4, 5], await rest.RestAsync());
        Assert.Equal(1, _history.Reads);
    }

    [Fact]
    public async Task A_watcher_of_a_roadmap_that_does_not_exist_is_told_so()
    {
        _history.Delete();

        Assert.Equal(404, Assert.IsType<ProblemHttpResult>((await _history.OpenAsync()).Result).StatusCode);
    }

    [Fact]
    public async Task A_deletion_that_the_broker_did_not_deliver_ends_the_stream_when_it_is_found()
    {
        await using var watcher = await _history.WatchAsync();
        _history.Happen(3);
        await watcher.NextIdsAsync(3);
        _history.Delete();

        await _history.Hub.CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal((4, "deleted", "{}"), await watcher.NextAsync());
        Assert.Null(await watcher.NextAsync());
    }

    [Fact]
    public async Task An_event_that_another_process_has_shown_already_is_looked_for()
    {
        await using var earlier = await _history.WatchAsync();
        _history.Store();
        _history.Store();

        await using var watcher = await _history.WatchAsync("1");

        Assert.Equal([2], await watcher.NextIdsAsync(1));
        Assert.Equal([1, 2], await earlier.NextIdsAsync(2));
    }

    [Fact]
    public async Task A_long_history_is_read_in_pages_and_sent_completely()
    {
        _history.Happen(1234);
        _history.End();
        await using var watcher = await _history.WatchAsync();

        Assert.Equal(Enumerable.Range(1, 1235).Select(id => (long)id), await watcher.RestAsync());
        Assert.Equal(3, _history.Reads);
    }

    [Fact]
    public async Task A_watcher_that_saw_the_end_of_a_roadmap_gets_status_204_on_reconnecting()
    {
        _history.End();

        Assert.IsType<NoContent>((await _history.OpenAsync("1")).Result);
        Assert.IsType<ProgressStream>((await _history.OpenAsync(lastEventId: null)).Result);
        Assert.IsType<ProgressStream>((await _history.OpenAsync("0")).Result);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("6")]
    [InlineData("9223372036854775807")]
    public async Task An_invalid_or_unissued_Last_Event_ID_is_refused(string id)
    {
        _history.Happen(5);

        var refusal = Assert.IsType<ProblemHttpResult>((await _history.OpenAsync(id)).Result);

        Assert.Equal(400, refusal.StatusCode);
        Assert.Equal(["Last-Event-ID"], Assert.IsType<Dictionary<string, string[]>>(refusal.ProblemDetails.Extensions["errors"]).Keys);
    }

    [Fact]
    public async Task A_future_Last_Event_ID_does_not_affect_other_watchers()
    {
        _history.Happen(2);
        var first = await _history.OpenAsync("1000000");
        await using var intruder = first.Result is ProgressStream stream ? new Watcher(stream) : null;
        await using var watcher = await _history.WatchAsync("2");
        _history.Happen(1);
        _history.End();

        Assert.Equal([3, 4], await watcher.RestAsync());
    }

    [Fact]
    public async Task The_stream_ends_when_the_process_stops()
    {
        using var stopping = new CancellationTokenSource();
        var history = new StoredHistory { Stopping = stopping.Token };
        await using var watcher = await history.WatchAsync();
        history.Happen(1);
        await watcher.NextIdsAsync(1);

        await stopping.CancelAsync();

        Assert.Empty(await watcher.RestAsync());
    }

    [Fact]
    public async Task A_watcher_that_leaves_does_not_affect_others()
    {
        await using var staying = await _history.WatchAsync();
        await using (var leaving = await _history.WatchAsync())
        {
            _history.Happen(1);
            await leaving.NextIdsAsync(1);
        }

        _history.End();
        Assert.Equal([1, 2], await staying.RestAsync());
    }

    [Fact]
    public async Task Any_number_of_watchers_costs_one_read()
    {
        var watchers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => _history.WatchAsync()));

        _history.Happen(100);
        _history.End();
        var seen = await Task.WhenAll(watchers.Select(watcher => watcher.RestAsync()));

        Assert.All(seen, ids => Assert.Equal(Enumerable.Range(1, 101).Select(id => (long)id), ids));
        Assert.Equal(1, _history.Reads);
        await Task.WhenAll(watchers.Select(watcher => watcher.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_failed_replay_is_a_database_error_for_those_who_waited_for_it_and_the_next_one_tries_again()
    {
        _history.NextError = new NpgsqlException("refused");

        await Assert.ThrowsAsync<NpgsqlException>(() => _history.OpenAsync());

        Assert.IsType<ProgressStream>((await _history.OpenAsync()).Result);
    }
}
