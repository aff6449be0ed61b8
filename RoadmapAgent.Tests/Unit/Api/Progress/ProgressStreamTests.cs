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
    public async Task A_faster_watcher_that_arrives_later_takes_no_events_from_a_slower_one()
    {
        _history.Happen(1);
        var answered = new TaskCompletionSource();
        _history.DuringNextRead = () => answered.Task;
        await using var slow = await _history.WatchAsync();
        _history.Happen(3);
        await using var fast = await _history.WatchAsync();
        Assert.Equal([1, 2, 3, 4], await fast.NextIdsAsync(4));
        answered.SetResult();
        _history.End();

        Assert.Equal([1, 2, 3, 4, 5], await slow.RestAsync());
        Assert.Equal([5], await fast.RestAsync());
    }

    [Fact]
    public async Task The_stream_of_a_deleted_roadmap_ends_without_events()
    {
        await using var first = await _history.WatchAsync();
        _history.Happen(3);
        await first.NextIdsAsync(3);
        _history.Delete();
        await using var second = await _history.WatchAsync();

        Assert.Empty(await second.RestAsync());
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

        Assert.IsType<NoContent>((await _history.OpenAsync("1", ended: true)).Result);
        Assert.IsType<ProgressStream>((await _history.OpenAsync(lastEventId: null, ended: true)).Result);
        Assert.IsType<ProgressStream>((await _history.OpenAsync("0", ended: true)).Result);
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
    public async Task Watchers_cause_no_database_reads_after_their_replay()
    {
        var watchers = new List<Watcher>();
        for (var i = 0; i < 200; i++)
        {
            watchers.Add(await _history.WatchAsync());
        }

        _history.Happen(1);
        await Task.WhenAll(watchers.Select(watcher => watcher.NextIdsAsync(1)));
        var reads = _history.Reads;
        _history.Happen(99);
        _history.End();
        var rest = await Task.WhenAll(watchers.Select(watcher => watcher.RestAsync()));

        Assert.All(rest, ids => Assert.Equal(Enumerable.Range(2, 100).Select(id => (long)id), ids));
        Assert.Equal(reads, _history.Reads);
        await Task.WhenAll(watchers.Select(watcher => watcher.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_failed_replay_ends_the_stream_with_the_database_error()
    {
        _history.NextError = new NpgsqlException("refused");
        await using var feed = new MemoryStream();
        var stream = Assert.IsType<ProgressStream>((await _history.OpenAsync()).Result);

        await Assert.ThrowsAsync<NpgsqlException>(
            () => stream.ExecuteAsync(new Microsoft.AspNetCore.Http.DefaultHttpContext { Response = { Body = feed } }));

        Assert.Equal(0, feed.Length);
    }
}
