using RoadmapAgent.Data.Retention;
using RoadmapAgent.Workers;

namespace RoadmapAgent.Tests.Unit.Workers;

public sealed class RetentionPassTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Roadmap = Guid.CreateVersion7();

    private readonly RetentionPass _pass = new(new() { ExecutionLogs = 30, Events = 400, Trash = 20 });

    [Fact]
    public void A_pass_begins_with_the_first_roadmap_of_the_execution_logs() =>
        Assert.Equal((RetainedTable.ExecutionLogs, Guid.Empty), (_pass.Table, _pass.From));

    [Fact]
    public void A_full_batch_is_followed_by_a_pause_and_one_that_continues_with_its_last_roadmap()
    {
        var pause = _pass.Advance(new(RetentionPass.BatchSize, Roadmap));

        Assert.Equal(RetentionPass.BatchPause, pause);
        Assert.Equal((RetainedTable.ExecutionLogs, Roadmap), (_pass.Table, _pass.From));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RetentionPass.BatchSize - 1)]
    public void After_the_last_batch_of_a_table_the_next_table_begins_with_its_first_roadmap(int rows)
    {
        _pass.Advance(new(RetentionPass.BatchSize, Roadmap));

        var pause = _pass.Advance(new(rows, rows > 0 ? Roadmap : null));

        Assert.Equal(RetentionPass.BatchPause, pause);
        Assert.Equal((RetainedTable.Events, Guid.Empty), (_pass.Table, _pass.From));
    }

    [Fact]
    public void A_batch_of_deleted_roadmaps_is_small_because_each_has_hundreds_of_rows()
    {
        Assert.Equal(RetentionPass.BatchSize, _pass.Limit);
        _pass.Advance(new(0, null));
        _pass.Advance(new(0, null));
        Assert.Equal((RetainedTable.Trash, RetentionPass.RoadmapsPerBatch), (_pass.Table, _pass.Limit));

        var pause = _pass.Advance(new(RetentionPass.RoadmapsPerBatch, Roadmap));

        Assert.Equal(RetentionPass.BatchPause, pause);
        Assert.Equal((RetainedTable.Trash, Roadmap), (_pass.Table, _pass.From));
    }

    [Fact]
    public void After_the_last_table_the_next_pass_begins_an_hour_later()
    {
        _pass.Advance(new(0, null));
        _pass.Advance(new(0, null));

        var pause = _pass.Advance(new(0, null));

        Assert.Equal(TimeSpan.FromHours(1), pause);
        Assert.Equal((RetainedTable.ExecutionLogs, Guid.Empty), (_pass.Table, _pass.From));
    }

    [Fact]
    public void A_process_that_loses_the_lease_begins_a_new_pass_an_hour_later()
    {
        _pass.Advance(new(0, null));
        _pass.Advance(new(RetentionPass.BatchSize, Roadmap));

        var pause = _pass.Advance(null);

        Assert.Equal(TimeSpan.FromHours(1), pause);
        Assert.Equal((RetainedTable.ExecutionLogs, Guid.Empty), (_pass.Table, _pass.From));
    }

    [Fact]
    public void Every_table_has_a_time_of_expiry_of_its_own()
    {
        Assert.Equal(Now - TimeSpan.FromDays(30), _pass.ExpiryAt(Now));

        _pass.Advance(new(0, null));

        Assert.Equal(Now - TimeSpan.FromDays(400), _pass.ExpiryAt(Now));

        _pass.Advance(new(0, null));

        Assert.Equal(Now - TimeSpan.FromDays(20), _pass.ExpiryAt(Now));
    }

    [Fact]
    public void The_longest_retention_is_within_the_calendar() =>
        Assert.Equal(1926, new RetentionPass(new() { ExecutionLogs = 36_500 }).ExpiryAt(Now).Year);
}
