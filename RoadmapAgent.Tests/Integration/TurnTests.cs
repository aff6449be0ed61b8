using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Owners take turns: the many roadmaps of one do not make another wait for all of them.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class TurnTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int AtOnce = OwnerTurns.RoadmapsAtOnce;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly Owner Ada = OwnedRoadmaps.Ada;

    [Fact]
    public async Task The_roadmap_of_one_person_overtakes_most_of_twenty_that_another_person_approved_before()
    {
        const int Many = 20;
        const int Overtaken = 5;
        using var grace = fleet.Grace();
        await using var connection = await fleet.OpenDirectAsync();
        var adas = await Task.WhenAll(
            Enumerable.Range(0, Many).Select(_ => fleet.CreateAsync("Become a .NET backend developer", skipReview: false)));
        var graces = await CreateAsync(grace);
        Guid[] all = [.. adas, graces];
        await WaitAsync(connection, all, "human_review_pending");

        await Task.WhenAll(adas.Select(id => ApproveAsync(fleet.Api, id)));
        await ApproveAsync(grace, graces);
        await WaitAsync(connection, all, "completed");

        await using var order = new NpgsqlCommand("SELECT id FROM roadmap.roadmaps WHERE id = ANY($1) ORDER BY ended_at", connection)
        {
            Parameters = { new() { Value = all } },
        };
        var ended = new List<Guid>();
        await using (var reader = await order.ExecuteReaderAsync(Cancellation))
        {
            while (await reader.ReadAsync(Cancellation))
            {
                ended.Add(reader.GetGuid(0));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Grace's was number {ended.IndexOf(graces) + 1} of {ended.Count}.");
        Assert.InRange(ended.IndexOf(graces), 0, Many - Overtaken);
        using var deleted = await grace.DeleteAsync(new Uri($"/api/roadmaps/{graces}", UriKind.Relative), Cancellation);
    }

    [Fact]
    public async Task A_roadmap_more_than_may_have_a_turn_is_held_without_a_message_until_one_of_the_owner_ends()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        var roadmaps = Roadmaps(database);
        var added = await roadmaps.AddAsync(Ada, AtOnce + 2);
        await roadmaps.AddAsync(OwnedRoadmaps.Grace);
        Assert.Equal((AtOnce + 1, 2), await CountAsync(database));

        await roadmaps.DecideAsync(added[0], new CancelRequested());
        Assert.Equal((AtOnce + 2, 1), await CountAsync(database));
        Assert.Equal(
            0L,
            await database.ExecuteAsync("""
                SELECT count(*) FROM roadmap.outbox WHERE queue IS NOT NULL
                  AND (claimed_until IS NULL OR body ->> 'roadmapId' IS NULL OR jsonb_typeof(body) <> 'object')
                """));
    }

    [Fact]
    public async Task The_oldest_held_roadmap_is_next_and_one_that_is_cancelled_or_deleted_gives_up_its_place()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        var roadmaps = Roadmaps(database);
        var added = await roadmaps.AddAsync(Ada, AtOnce + 4);

        await roadmaps.DecideAsync(added[AtOnce], new CancelRequested());
        Assert.Equal((AtOnce, 3), await CountAsync(database));
        await roadmaps.DeleteAsync(added[AtOnce + 1]);
        Assert.Equal((AtOnce, 2), await CountAsync(database));

        await roadmaps.DeleteAsync(added[0]);
        Assert.Equal((AtOnce + 1, 1), await CountAsync(database));
        Assert.Equal(added[^1], await database.ExecuteAsync("SELECT id FROM roadmap.roadmaps WHERE held_commands IS NOT NULL"));
    }

    [Fact]
    public async Task A_turn_that_was_missed_is_made_up_for()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        var stalled = database.AddProcess<StalledRoadmaps>();
        await Roadmaps(database).AddAsync(Ada, AtOnce + 2);
        Assert.Empty(await OwnersAsync());

        // As a version without turns ends one.
        await database.ExecuteAsync("""
            UPDATE roadmap.roadmaps SET status = 'cancelled', step = 'finished', ended_at = now()
            WHERE id = (SELECT min(id::text)::uuid FROM roadmap.roadmaps)
            """);
        Assert.Equal([Ada], await OwnersAsync());
        await stalled.ReleaseAsync(Ada, Cancellation);

        Assert.Equal((AtOnce + 1, 1), await CountAsync(database));
        Assert.Empty(await OwnersAsync());

        async Task<IReadOnlyList<Owner>> OwnersAsync()
        {
            var lease = new Lease(LeaseNames.Reconciler, "test", TimeSpan.FromMinutes(1));
            var work = (await stalled.FindAsync(lease, TimeSpan.Zero, limit: 100, Cancellation))!;
            // What is held is not lost.
            Assert.Empty(work.Roadmaps);
            return work.Owners;
        }
    }

    /// <summary>The commands that are on their way, and the roadmaps whose commands are held.</summary>
    private static async Task<(long Sent, long Held)> CountAsync(ContentDatabase database) => (
        (long)(await database.ExecuteAsync("SELECT count(*) FROM roadmap.outbox WHERE queue IS NOT NULL"))!,
        (long)(await database.ExecuteAsync("SELECT count(*) FROM roadmap.roadmaps WHERE held_commands IS NOT NULL"))!);

    private static OwnedRoadmaps Roadmaps(ContentDatabase database) => new(database.AddProcess<RoadmapRepository>(), limit: 100);

    private static async Task<Guid> CreateAsync(HttpClient person)
    {
        using var response = await person.PostAsJsonAsync(
            "/api/roadmaps",
            new { goal = "Become a .NET backend developer", currentLevel = "beginner", hoursPerWeek = 10, skipReview = false },
            Cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetGuid();
    }

    private static async Task ApproveAsync(HttpClient person, Guid id)
    {
        using var response = await person.PostAsJsonAsync($"/api/roadmaps/{id}/review", new { approved = true }, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private static Task WaitAsync(NpgsqlConnection connection, Guid[] ids, string status) =>
        Eventually.TrueAsync(Patience, () => $"some are not {status}", async () =>
        {
            await using var count = new NpgsqlCommand(
                "SELECT count(*) FROM roadmap.roadmaps WHERE id = ANY($1) AND status = $2", connection)
            {
                Parameters = { new() { Value = ids }, new() { Value = status } },
            };
            return await count.ExecuteScalarAsync(Cancellation) is long reached && reached == ids.Length;
        });
}
