using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Retention;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What is deleted about roadmaps that ended long ago, with the rights of the workflow service.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class RetentionTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Rows = 10;
    private static readonly Lease Own = new(LeaseNames.Retention, "this process", TimeSpan.FromMinutes(5));
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly DateTimeOffset Expiry = Now.AddDays(-365);

    private ContentDatabase _database = null!;
    private RetentionStore _store = null!;

    /// <summary>The tables of what is recorded; <see cref="TrashStoreTests"/> has the other one.</summary>
    public static TheoryData<RetainedTable> Tables => [RetainedTable.ExecutionLogs, RetainedTable.Events];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await ContentDatabase.CreateAsync(fleet);
        _store = _database.AddProcess<RetentionStore>(await _database.AddRoleAsync("workflow"));
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Only_rows_of_roadmaps_that_ended_before_the_time_of_expiry_are_deleted(RetainedTable table)
    {
        var expired = await AddAsync(created: Now.AddDays(-400), ended: Now.AddDays(-366), lastRow: Now.AddDays(-366));
        Guid[] kept =
        [
            await AddAsync(created: Now.AddDays(-400), ended: Now.AddDays(-364), lastRow: Now.AddDays(-380)),
            await AddAsync(created: Now.AddDays(-400), ended: null, lastRow: Now.AddDays(-380)),
            await AddAsync(created: Now.AddDays(-1), ended: Now, lastRow: Now),
        ];

        Assert.Equal(new(Rows, expired), await PurgeAsync(table));
        Assert.Equal(new(0, null), await PurgeAsync(table));

        Assert.Equal(0, await CountAsync(table, expired));
        Assert.All(await Task.WhenAll(kept.Select(roadmap => CountAsync(table, roadmap))), count => Assert.Equal(Rows, count));
        Assert.Equal(4 * Rows, await CountAsync(Other(table)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_row_that_is_younger_than_the_end_of_its_roadmap_is_kept_until_it_has_expired(RetainedTable table)
    {
        var roadmap = await AddAsync(created: Now.AddDays(-400), ended: Now.AddDays(-390), lastRow: Expiry.AddMinutes(4.5));

        Assert.Equal(Rows - 5, (await PurgeAsync(table))!.Rows);

        Assert.Equal(5, await CountAsync(table, roadmap));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task No_statement_deletes_more_than_its_limit_and_the_next_one_continues(RetainedTable table)
    {
        var first = await AddAsync(created: Now.AddDays(-402), ended: Now.AddDays(-400), lastRow: Now.AddDays(-400));
        var second = await AddAsync(created: Now.AddDays(-401), ended: Now.AddDays(-400), lastRow: Now.AddDays(-400));

        Assert.Equal(new(8, first), await PurgeAsync(table, limit: 8));
        Assert.Equal(new(8, second), await PurgeAsync(table, first, limit: 8));
        Assert.Equal(new(4, second), await PurgeAsync(table, second, limit: 8));
    }

    [Fact]
    public async Task A_process_without_the_lease_deletes_nothing()
    {
        await AddAsync(created: Now.AddDays(-400), ended: Now.AddDays(-390), lastRow: Now.AddDays(-390));
        await _store.PurgeAsync(Own, RetainedTable.Events, Now.AddYears(-50), Guid.Empty, 1, Cancellation);

        var others = await _store.PurgeAsync(
            Own with { Holder = "another process" }, RetainedTable.Events, Expiry, Guid.Empty, 1_000, Cancellation);

        Assert.Null(others);
        Assert.Equal(Rows, await CountAsync(RetainedTable.Events));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_roadmap_that_is_being_changed_is_skipped_until_later(RetainedTable table)
    {
        var roadmap = await AddAsync(created: Now.AddDays(-400), ended: Now.AddDays(-390), lastRow: Now.AddDays(-390));
        await using (var connection = await _database.OpenAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await using var retry = new Npgsql.NpgsqlCommand("UPDATE roadmap.roadmaps SET updated_at = now() WHERE id = $1", connection)
            {
                Parameters = { new() { Value = roadmap } },
            };
            await retry.ExecuteNonQueryAsync(Cancellation);

            Assert.Equal(new(0, null), await PurgeAsync(table));
        }

        Assert.Equal(new(Rows, roadmap), await PurgeAsync(table));
    }

    [Fact]
    public async Task A_roadmap_without_its_events_still_has_their_number()
    {
        var roadmap = await AddAsync(created: Now.AddDays(-400), ended: Now.AddDays(-390), lastRow: Now.AddDays(-390));
        await PurgeAsync(RetainedTable.Events);

        var replayed = await _database.AddProcess<ProgressEventStore>().ReadAfterAsync([new(roadmap, 0)], 100, Cancellation);

        var events = Assert.Single(replayed)!;
        Assert.Equal((true, Rows), (events.Ended, events.LastSequence));
        Assert.Empty(events.Events);
    }

    [Fact]
    public async Task An_ended_roadmap_whose_events_and_lines_are_gone_is_shown_and_has_nothing_to_replay()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(3), "completed");
        await using var direct = await fleet.OpenDirectAsync();
        await using var purge = new Npgsql.NpgsqlCommand(
            """
            WITH lines AS (DELETE FROM roadmap.execution_logs WHERE roadmap_id = $1)
            DELETE FROM roadmap.events WHERE roadmap_id = $1
            """,
            direct)
        {
            Parameters = { new() { Value = id } },
        };
        Assert.InRange(await purge.ExecuteNonQueryAsync(Cancellation), 1, 1_000);

        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await WatchAsync(id, lastEventId: null));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await WatchAsync(id, lastEventId: "3"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await WatchAsync(id, lastEventId: "100000"));
    }

    private async Task<System.Net.HttpStatusCode> WatchAsync(Guid id, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/roadmaps/{id}/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await fleet.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return response.StatusCode;
    }

    private static RetainedTable Other(RetainedTable table) =>
        table is RetainedTable.Events ? RetainedTable.ExecutionLogs : RetainedTable.Events;

    private Task<PurgedBatch?> PurgeAsync(RetainedTable table, Guid from = default, int limit = 1_000) =>
        _store.PurgeAsync(Own, table, Expiry, from, limit, Cancellation);

    /// <summary>Adds a roadmap, ended or not, with events and log lines a minute apart.</summary>
    private async Task<Guid> AddAsync(DateTimeOffset created, DateTimeOffset? ended, DateTimeOffset lastRow)
    {
        var id = Guid.CreateVersion7(created);
        var (status, step) = ended is null ? ("pending", "queued") : ("completed", "finished");
        await _database.ExecuteAsync(
            """
            WITH roadmap AS (
              INSERT INTO roadmap.roadmaps (id, request, status, step, skip_review, last_sequence, created_at, updated_at, ended_at)
              VALUES ($1, '{}', $2, $3, true, $6, $4, $4, $5) RETURNING id),
            rows AS (SELECT id, n, $7 - ($6 - n) * interval '1 minute' AS at FROM roadmap, generate_series(1, $6) AS n),
            events AS (INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at) SELECT id, n, 'progress', '{}', at FROM rows)
            INSERT INTO roadmap.execution_logs (id, roadmap_id, severity, category, step, message, at)
            SELECT gen_random_uuid(), id, 'info', 'agent', 'finished', 'A line', at FROM rows
            """,
            id, status, step, created, ended is { } end ? end : DBNull.Value, Rows, lastRow);
        return id;
    }

    private async Task<int> CountAsync(RetainedTable table, Guid? roadmap = null)
    {
        var name = table is RetainedTable.Events ? "events" : "execution_logs";
        return (int)(await _database.ExecuteAsync(
            $"SELECT count(*)::int FROM roadmap.{name} WHERE $1 OR roadmap_id = $2", roadmap is null, roadmap ?? Guid.Empty))!;
    }
}
