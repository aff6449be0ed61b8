using System.Text.Json;
using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Tests.Unit.Data.Transactions;

public sealed class WriteGroupsTests
{
    private readonly List<string> _written = [];
    private readonly TaskCompletionSource _database = new();

    [Fact]
    public async Task What_arrives_during_a_write_goes_together_in_the_next_one()
    {
        var groups = Groups();
        var first = groups.WriteAsync("a", 1);
        Task<int>[] later = [groups.WriteAsync("a", 2), groups.WriteAsync("a", 3), groups.WriteAsync("a", 4)];
        Assert.Equal(["a: 1"], _written);

        Continue();

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(later), size => Assert.Equal(3, size));
        Assert.Equal(["a: 1", "a: 2 3 4"], _written);
    }

    [Fact]
    public async Task Writes_of_different_rows_do_not_wait_for_each_other()
    {
        var groups = Groups();
        Task<int>[] writes = [groups.WriteAsync("a", 1), groups.WriteAsync("b", 2)];

        Assert.Equal(["a: 1", "b: 2"], _written);
        Continue();
        await Task.WhenAll(writes);
    }

    [Fact]
    public async Task A_later_write_of_the_same_row_is_a_group_of_its_own()
    {
        var groups = Groups();
        Continue();

        await groups.WriteAsync("a", 1);
        await groups.WriteAsync("a", 2);

        Assert.Equal(["a: 1", "a: 2"], _written);
    }

    [Fact]
    public async Task What_is_at_fault_itself_fails_alone()
    {
        var groups = Groups(failing: 3, new JsonException("unreadable"));
        var first = groups.WriteAsync("a", 1);
        Task<int>[] later = [groups.WriteAsync("a", 2), groups.WriteAsync("a", 3), groups.WriteAsync("a", 4)];

        Continue();

        await first;
        await Assert.ThrowsAsync<JsonException>(() => later[1]);
        Assert.Equal(1, await later[0]);
        Assert.Equal(1, await later[2]);
        Assert.Equal(["a: 1", "a: 2 3 4", "a: 2", "a: 3", "a: 4"], _written);
    }

    [Fact]
    public async Task An_outage_fails_the_whole_group_without_further_attempts_and_later_writes_go_on()
    {
        var groups = Groups(failing: 2, new IOException("gone"));
        var first = groups.WriteAsync("a", 1);
        Task<int>[] later = [groups.WriteAsync("a", 2), groups.WriteAsync("a", 3)];

        Continue();

        await first;
        await Assert.ThrowsAsync<IOException>(() => later[0]);
        await Assert.ThrowsAsync<IOException>(() => later[1]);
        Assert.Equal(1, await groups.WriteAsync("a", 4));
        Assert.Equal(["a: 1", "a: 2 3", "a: 4"], _written);
    }

    private void Continue() => _database.SetResult();

    private WriteGroups<string, int, int> Groups(int? failing = null, Exception? error = null) => new(async (key, items) =>
    {
        _written.Add($"{key}: {string.Join(' ', items)}");
        await _database.Task;
        return failing is { } item && items.Contains(item) ? throw error! : items.Count;
    });
}
