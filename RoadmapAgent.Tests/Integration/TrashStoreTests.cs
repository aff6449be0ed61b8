using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Data.Identity;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Retention;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// Deleted roadmaps until they expire, with the rights of the API and of the workflow service and a clock that is moved by hand.
/// </summary>
[Collection(OnLaptopFleet.Name)]
public sealed class TrashStoreTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly Lease Own = new(LeaseNames.Retention, "this process", TimeSpan.FromMinutes(5));
    private static readonly Owner Ada = OwnedRoadmaps.Ada;

    // The ids of roadmaps are of the real clock, and a deletion follows its roadmap.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow.AddMinutes(1));
    private ContentDatabase _database = null!;
    private RoadmapRepository _roadmaps = null!;
    private TrashStore _trash = null!;
    private AccountStore _accounts = null!;
    private RetentionStore _retention = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await ContentDatabase.CreateAsync(fleet);
        var api = _database.AddProcess<IServiceProvider>(await _database.AddRoleAsync("api"), _time);
        _roadmaps = api.GetRequiredService<RoadmapRepository>();
        _trash = api.GetRequiredService<TrashStore>();
        _accounts = api.GetRequiredService<AccountStore>();
        _retention = _database.AddProcess<RetentionStore>(await _database.AddRoleAsync("workflow"));
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_deleted_roadmap_is_removed_with_all_its_rows_when_it_has_expired_and_not_before()
    {
        var (deleted, restored, kept) = (await AddAsync(), await AddAsync(), await AddAsync());
        await _roadmaps.DeleteAsync(Ada, deleted, Cancellation);
        await _roadmaps.DeleteAsync(Ada, restored, Cancellation);
        var until = Assert.Single((await ListAsync()).Items, item => item.Id == deleted).RestorableUntil;
        Assert.Equal(_time.GetUtcNow() + Kept, until, TimeSpan.FromMilliseconds(1));

        _time.Advance(Kept - TimeSpan.FromSeconds(1));
        Assert.Equal(new(0, null), await PurgeAsync());
        Assert.True(await _trash.RestoreAsync(Ada, restored, Cancellation));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new(1, deleted), await PurgeAsync());

        Assert.Equal(new(0, null), await PurgeAsync());
        Assert.False(await _trash.RestoreAsync(Ada, deleted, Cancellation));
        Assert.Equal(0L, await CountAsync("SELECT count(*) FROM roadmap.content_items WHERE roadmap_id = $1", deleted));
        Assert.NotNull(await _roadmaps.LoadAsync(Ada, restored, Cancellation));
        Assert.NotNull(await _roadmaps.LoadAsync(Ada, kept, Cancellation));
        Assert.Empty((await ListAsync()).Items);
    }

    [Fact]
    public async Task Expired_roadmaps_are_removed_a_few_at_a_time_and_one_that_is_being_changed_later()
    {
        var (first, second) = await AddTwoAsync();
        await _roadmaps.DeleteAsync(Ada, first, Cancellation);
        await _roadmaps.DeleteAsync(Ada, second, Cancellation);
        _time.Advance(Kept + TimeSpan.FromSeconds(1));

        Assert.Equal(new(1, first), await PurgeAsync(limit: 1));
        await using (var connection = await _database.OpenAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await using var change = new Npgsql.NpgsqlCommand("UPDATE roadmap.roadmaps SET updated_at = now() WHERE id = $1", connection)
            {
                Parameters = { new() { Value = second } },
            };
            await change.ExecuteNonQueryAsync(Cancellation);
            Assert.Equal(new(0, null), await PurgeAsync(from: first));
        }

        Assert.Equal(new(1, second), await PurgeAsync(from: first));
    }

    [Fact]
    public async Task A_decision_made_before_the_deletion_is_not_applied_after_it_nor_after_the_restoration()
    {
        var id = await AddAsync();
        await _roadmaps.DecideAsync(await LoadAsync(id), Decide(await LoadAsync(id), new CancelRequested()), limit: 10, Cancellation);
        var loaded = await LoadAsync(id);
        var retry = Decide(loaded, new RetryRequested(Understood: false, Planned: false, Refused: false, Incomplete: null));

        await _roadmaps.DeleteAsync(Ada, id, Cancellation);
        await Assert.ThrowsAsync<ConcurrentChangeException>(() => _roadmaps.DecideAsync(loaded, retry, limit: 10, Cancellation));
        await _trash.RestoreAsync(Ada, id, Cancellation);
        await Assert.ThrowsAsync<ConcurrentChangeException>(() => _roadmaps.DecideAsync(loaded, retry, limit: 10, Cancellation));

        Assert.Equal(RoadmapStatus.Cancelled, (await LoadAsync(id)).State.Status);
    }

    [Fact]
    public async Task A_roadmap_deleted_while_its_content_is_written_gets_none_afterwards_and_has_one_end()
    {
        var id = await AddAsync();
        var store = _database.AddProcess<ContentStore>(await _database.AddRoleAsync("content"));
        var work = (await store.LoadAsync(id, "c-1-1-1", Cancellation))!;

        await _roadmaps.DeleteAsync(Ada, id, Cancellation);

        Assert.False(await store.SaveAsync(work, [new(ContentKind.Tutorial, "{}", Error: null)], Cancellation));
        Assert.Null(await store.LoadAsync(id, "c-1-1-1", Cancellation));
        Assert.Equal("cancelled", Assert.Single(await _database.EventsAsync(id)).Type);
        Assert.Equal(1L, await CountAsync("SELECT last_sequence FROM roadmap.roadmaps WHERE id = $1", id));
        // Watchers receive the deletion in its place.
        Assert.Equal(
            "1 deleted",
            await _database.ExecuteAsync("SELECT string_agg(body ->> 'sequence' || ' ' || (body ->> 'type'), ',') FROM roadmap.outbox"));
    }

    [Fact]
    public async Task Of_two_deletions_and_of_two_restorations_at_once_each_does_its_work_once()
    {
        var id = await AddAsync();

        var deleted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _roadmaps.DeleteAsync(Ada, id, Cancellation)));
        var restored = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _trash.RestoreAsync(Ada, id, Cancellation)));

        Assert.Single(deleted, done => done);
        Assert.All(restored, Assert.True);
        Assert.Equal(0L, await CountAsync("SELECT count(*) FROM roadmap.trash WHERE roadmap_id = $1", id));
        Assert.NotNull(await _roadmaps.LoadAsync(Ada, id, Cancellation));
    }

    [Fact]
    public async Task An_operator_claims_no_deleted_roadmap_and_a_deleted_account_keeps_none()
    {
        var (deleted, kept) = await AddTwoAsync();
        await _roadmaps.DeleteAsync(Ada, deleted, Cancellation);

        Assert.Equal(0, await _accounts.ClaimAsync(OwnedRoadmaps.Grace, Cancellation));
        Assert.Equal([deleted, kept], await ExportedAsync());
        Assert.Equal(0, await _accounts.DeleteAsync(OwnedRoadmaps.Grace, Cancellation));
        Assert.Equal(2, await _accounts.DeleteAsync(Ada, Cancellation));

        Assert.Equal(0L, await _database.ExecuteAsync("SELECT count(*) FROM roadmap.roadmaps"));
        Assert.Empty(await ExportedAsync());
    }

    private static Decision Decide(StoredRoadmap roadmap, WorkflowEvent happened) => RoadmapWorkflow.Decide(roadmap.State, happened)!;

    private async Task<List<Guid>> ExportedAsync()
    {
        var ids = new List<Guid>();
        while (await _accounts.ReadNextAsync(Ada, ids.LastOrDefault(), Cancellation) is var (id, _))
        {
            ids.Add(id);
        }

        return ids;
    }

    private async Task<StoredRoadmap> LoadAsync(Guid id) => (await _roadmaps.LoadAsync(Ada, id, Cancellation))!;

    private Task<Page<TrashedRoadmap>> ListAsync() => _trash.ListAsync(Ada, after: null, limit: 100, Kept, Cancellation);

    private Task<PurgedBatch?> PurgeAsync(Guid from = default, int limit = 100) =>
        _retention.PurgeAsync(Own, RetainedTable.Trash, _time.GetUtcNow() - Kept, from, limit, Cancellation);

    private async Task<long> CountAsync(string sql, Guid id) => (long)(await _database.ExecuteAsync(sql, id))!;

    /// <summary>Adds two roadmaps, the one with the lower id first.</summary>
    private async Task<(Guid First, Guid Second)> AddTwoAsync()
    {
        var (one, other) = (await AddAsync(), await AddAsync());
        return one.CompareTo(other) < 0 ? (one, other) : (other, one);
    }

    /// <summary>Adds a roadmap of Ada's whose content is being written.</summary>
    private async Task<Guid> AddAsync()
    {
        var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2");
        await _database.ExecuteAsync("UPDATE roadmap.roadmaps SET owner = $2 WHERE id = $1", id, Ada.Id);
        return id;
    }
}
