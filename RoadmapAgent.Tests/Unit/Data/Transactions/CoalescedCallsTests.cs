using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Tests.Unit.Data.Transactions;

public sealed class CoalescedCallsTests
{
    private readonly List<string> _made = [];
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _database = new();

    [Fact]
    public async Task What_arrives_during_a_call_goes_together_in_the_next_one()
    {
        var calls = Calls();
        var first = calls.RunAsync("a", 1);
        Task<int>[] later = [calls.RunAsync("a", 2), calls.RunAsync("a", 3), calls.RunAsync("a", 4)];
        Assert.Equal(["a: 1"], _made);

        Continue();

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(later), size => Assert.Equal(3, size));
        Assert.Equal(["a: 1", "a: 2 3 4"], _made);
    }

    [Fact]
    public async Task Calls_for_different_rows_do_not_wait_for_each_other()
    {
        var calls = Calls();
        Task<int>[] both = [calls.RunAsync("a", 1), calls.RunAsync("b", 2)];

        Assert.Equal(["a: 1", "b: 2"], _made);
        Continue();
        await Task.WhenAll(both);
    }

    [Fact]
    public async Task A_later_call_for_the_same_row_is_one_of_its_own()
    {
        var calls = Calls();
        Continue();

        await calls.RunAsync("a", 1);
        await calls.RunAsync("a", 2);

        Assert.Equal(["a: 1", "a: 2"], _made);
    }

    [Fact]
    public async Task What_is_at_fault_itself_fails_alone()
    {
        var calls = Calls(failing: 3, new JsonException("unreadable"));
        var first = calls.RunAsync("a", 1);
        Task<int>[] later = [calls.RunAsync("a", 2), calls.RunAsync("a", 3), calls.RunAsync("a", 4)];

        Continue();

        await first;
        await Assert.ThrowsAsync<JsonException>(() => later[1]);
        Assert.Equal(1, await later[0]);
        Assert.Equal(1, await later[2]);
        Assert.Equal(["a: 1", "a: 2 3 4", "a: 2", "a: 3", "a: 4"], _made);
    }

    [Fact]
    public async Task An_outage_fails_the_whole_group_without_further_attempts_and_later_calls_go_on()
    {
        var calls = Calls(failing: 2, new IOException("gone"));
        var first = calls.RunAsync("a", 1);
        Task<int>[] later = [calls.RunAsync("a", 2), calls.RunAsync("a", 3)];

        Continue();

        await first;
        await Assert.ThrowsAsync<IOException>(() => later[0]);
        await Assert.ThrowsAsync<IOException>(() => later[1]);
        Assert.Equal(1, await calls.RunAsync("a", 4));
        Assert.Equal(["a: 1", "a: 2 3", "a: 4"], _made);
    }

    [Fact]
    public async Task A_call_waits_a_moment_for_what_arrives_shortly_after()
    {
        var calls = Calls(linger: TimeSpan.FromMilliseconds(10));
        Task<int>[] both = [calls.RunAsync("a", 1), calls.RunAsync("a", 2)];
        Continue();
        Assert.Empty(_made);

        _time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.All(await Task.WhenAll(both), size => Assert.Equal(2, size));
        Assert.Equal(["a: 1 2"], _made);
    }

    private void Continue() => _database.SetResult();

    private CoalescedCalls<string, int, int> Calls(int? failing = null, Exception? error = null, TimeSpan linger = default) =>
        new(linger, _time, async (key, items) =>
        {
            _made.Add($"{key}: {string.Join(' ', items)}");
            await _database.Task;
            return failing is { } item && items.Contains(item) ? throw error! : items.Count;
        });
}
