using System.Diagnostics;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Data.Retention;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceSettings;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Workers;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The deletion of a million expired rows.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class PurgeTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Expired = 1_000_000;
    private const int LinesOfRoadmap = 1_000;
    private const int Kept = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Records how many rows every statement deletes.
    private const string Purges = """
        CREATE TABLE roadmap.purges (deleted bigint NOT NULL);
        CREATE FUNCTION roadmap.record_purge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO roadmap.purges SELECT count(*) FROM gone;
          RETURN NULL;
        END
        $$;
        CREATE TRIGGER record_purge AFTER DELETE ON roadmap.execution_logs REFERENCING OLD TABLE AS gone
          FOR EACH STATEMENT EXECUTE FUNCTION roadmap.record_purge();
        """;

    private const string AddRoadmaps = """
        INSERT INTO roadmap.roadmaps (id, owner, request, status, step, skip_review, created_at, updated_at, ended_at)
        SELECT id, $2, '{}', CASE WHEN $4 THEN 'completed' ELSE 'pending' END, CASE WHEN $4 THEN 'finished' ELSE 'queued' END,
               true, $3, $3, CASE WHEN $4 THEN $3 + interval '1 hour' END
        FROM unnest($1) AS id
        """;

    private const string AddLines = """
        INSERT INTO roadmap.execution_logs (id, roadmap_id, severity, category, step, message, duration_ms, at)
        SELECT gen_random_uuid(), r.id, 'info', 'agent', 'content_generation', 'Wrote the tutorial of concept c-1-1-' || n, n,
               r.created_at + n * interval '1 second'
        FROM roadmap.roadmaps AS r CROSS JOIN generate_series(1, $2) AS n WHERE r.id = ANY ($1)
        """;

    [Fact(Explicit = true)]
    public async Task A_million_expired_lines_are_deleted_in_small_batches_while_others_are_read_and_kept()
    {
        KeepRunningFor(2 * Patience);
        await using var database = await ContentDatabase.CreateAsync(fleet);
        var (now, owner) = (DateTimeOffset.UtcNow, new Owner(Guid.NewGuid()));
        await AddAsync(database, now.AddDays(-400), Expired / LinesOfRoadmap, ended: true, owner);
        var running = await AddAsync(database, now.AddDays(-400), roadmaps: 1, ended: false, owner);
        var recent = await AddAsync(database, now.AddDays(-30), (Kept / LinesOfRoadmap) - 1, ended: true, owner);
        await database.ExecuteAsync(Purges);
        var role = await database.AddRoleAsync("workflow");
        using var service = new RetentionService(
            database.AddProcess<RetentionStore>(role),
            database.AddProcess<ServiceDatabase>(role),
            Options.Create(new RetentionOptions()),
            new FleetActivity(Options.Create(new IdleOptions()), TimeProvider.System),
            TimeProvider.System,
            new FakeLogger<RetentionService>());
        var clock = Stopwatch.StartNew();

        await service.StartAsync(Cancellation);
        var reads = await ReadUntilAsync(
            () => DeletedAsync(database, Expired), database.AddProcess<ExecutionLogStore>(), owner, [recent[0], running[0]]);

        var elapsed = clock.Elapsed;
        await service.StopAsync(Cancellation);
        var kept = await database.ExecuteAsync("SELECT count(*) FROM roadmap.execution_logs WHERE roadmap_id = ANY ($1)", recent);
        Assert.Equal((long)Kept - LinesOfRoadmap, kept);
        Assert.Equal((long)Kept, await database.ExecuteAsync("SELECT count(*) FROM roadmap.execution_logs"));
        Assert.Equal((long)Expired, await database.ExecuteAsync("SELECT sum(deleted)::bigint FROM roadmap.purges"));
        Assert.Equal((long)RetentionPass.BatchSize, await database.ExecuteAsync("SELECT max(deleted) FROM roadmap.purges"));
        Assert.Equal(
            (long)Expired / RetentionPass.BatchSize, await database.ExecuteAsync("SELECT count(*) FROM roadmap.purges WHERE deleted > 0"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Expired} lines were deleted in {elapsed.TotalSeconds:0.0} s; {reads.Count} reads meanwhile, the longest {reads.Max()} ms.");
    }

    private static async Task<Guid[]> AddAsync(
        ContentDatabase database, DateTimeOffset created, int roadmaps, bool ended, Owner owner)
    {
        Guid[] ids = [.. Enumerable.Range(0, roadmaps).Select(_ => Guid.CreateVersion7(created))];
        await database.ExecuteAsync(AddRoadmaps, ids, owner.Id, created, ended);
        foreach (var some in ids.Chunk(50))
        {
            await database.ExecuteAsync(AddLines, some, LinesOfRoadmap);
        }

        return ids;
    }

    private static async Task<bool> DeletedAsync(ContentDatabase database, long rows) =>
        (bool)(await database.ExecuteAsync("SELECT COALESCE(sum(deleted), 0) >= $1 FROM roadmap.purges", rows))!;

    /// <summary>Reads pages of lines until a condition holds; returns the milliseconds that each took.</summary>
    private static async Task<List<long>> ReadUntilAsync(Func<Task<bool>> end, ExecutionLogStore store, Owner owner, Guid[] roadmaps)
    {
        var (reads, clock) = (new List<long>(), Stopwatch.StartNew());
        while (!await end())
        {
            Assert.True(clock.Elapsed < Patience, $"After {clock.Elapsed.TotalSeconds:0} s, lines are left.");
            foreach (var roadmap in roadmaps)
            {
                var began = Stopwatch.GetTimestamp();
                var page = await store.ReadAsync(owner, roadmap, new ExecutionLogFilter(), after: null, limit: 100, Cancellation);
                reads.Add((long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Assert.Equal(100, page.Items.Count);
            }
        }

        return reads;
    }
}
