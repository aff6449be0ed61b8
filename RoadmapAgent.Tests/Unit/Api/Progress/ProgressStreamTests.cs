using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RoadmapAgent.Api.Progress;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class ProgressStreamTests
{
    private readonly StoredHistory _history = new();

    [Fact]
    public async Task A_watcher_gets_the_stored_events_and_then_the_live_ones_up_to_the_end()
    {
        _history.Happen(3);
        await using var watcher = await _history.WatchAsync();

        Assert.Equal([1, 2, 3], await watcher.NextIdsAsync(3));
        _history.Happen(2);
        _history.End();

        Assert.Equal([4, 5, 6], await watcher.RestAsync());
    }

    [Fact]
    public async Task An_event_has_the_same_words_stored_and_live()
    {
        await using var live = await _history.WatchAsync();
        _history.Happen(1);
        await using var late = await _history.WatchAsync();

        Assert.Equal((1, "progress", """{"n":1}"""), await live.NextAsync());
        Assert.Equal((1, "progress", """{"n":1}"""), await late.NextAsync());
        Assert.Equal("text/event-stream", late.Context.Response.ContentType);
        Assert.Contains("no-cache", late.Context.Response.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task A_watcher_that_comes_back_gets_what_it_missed_and_nothing_twice()
    {
        _history.Happen(5);
        await using var watcher = await _history.WatchAsync("3");
        await watcher.NextIdsAsync(1);
        _history.End();

        Assert.Equal([5, 6], await watcher.RestAsync());
    }

    [Fact]
    public async Task A_watcher_that_missed_nothing_goes_on_live()
    {
        _history.Happen(5);
        await using var watcher = await _history.WatchAsync("5");
        _history.Happen(1);

        Assert.Equal([6], await watcher.NextIdsAsync(1));
    }

    [Fact]
    public async Task What_happens_during_the_replay_is_neither_lost_nor_repeated()
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
    public async Task Somebody_who_comes_later_and_reads_faster_takes_nothing_from_a_slower_watcher()
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
    public async Task A_roadmap_that_was_deleted_meanwhile_ends_the_stream()
    {
        await using var first = await _history.WatchAsync();
        _history.Happen(3);
        await first.NextIdsAsync(3);
        _history.Delete();
        await using var second = await _history.WatchAsync();

        Assert.Empty(await second.RestAsync());
    }

    [Fact]
    public async Task A_long_history_comes_in_pages_and_whole()
    {
        _history.Happen(1234);
        _history.End();
        await using var watcher = await _history.WatchAsync();

        Assert.Equal(Enumerable.Range(1, 1235).Select(id => (long)id), await watcher.RestAsync());
        Assert.Equal(3, _history.Reads);
    }

    [Fact]
    public async Task A_roadmap_that_has_ended_has_nothing_for_a_watcher_that_saw_the_end()
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
    public async Task An_id_that_was_never_given_out_is_refused(string id)
    {
        _history.Happen(5);

        var refusal = Assert.IsType<ProblemHttpResult>((await _history.OpenAsync(id)).Result);

        Assert.Equal(400, refusal.StatusCode);
        Assert.Equal(["Last-Event-ID"], Assert.IsType<Dictionary<string, string[]>>(refusal.ProblemDetails.Extensions["errors"]).Keys);
    }

    [Fact]
    public async Task Nobody_can_silence_the_other_watchers_by_naming_an_event_to_come()
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
    public async Task The_end_of_the_process_ends_the_stream()
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
    public async Task A_watcher_that_leaves_disturbs_nobody()
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
    public async Task Watchers_cost_the_database_nothing_after_their_replay()
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
    public async Task A_replay_that_the_database_refuses_ends_the_stream_with_the_error()
    {
        _history.NextError = new NpgsqlException("refused");
        await using var feed = new MemoryStream();
        var stream = Assert.IsType<ProgressStream>((await _history.OpenAsync()).Result);

        await Assert.ThrowsAsync<NpgsqlException>(() => stream.ExecuteAsync(new Microsoft.AspNetCore.Http.DefaultHttpContext { Response = { Body = feed } }));

        Assert.Equal(0, feed.Length);
    }
}
