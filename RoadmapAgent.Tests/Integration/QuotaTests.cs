using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>How many roadmaps a person may have in progress.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class QuotaTests(LaptopFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task A_person_with_too_many_roadmaps_in_progress_is_told_so_until_one_of_them_is_deleted()
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var fill = new Npgsql.NpgsqlCommand(
            """
            INSERT INTO roadmap.roadmaps (id, owner, request, framework, status, step, skip_review)
            SELECT gen_random_uuid(), $1, '{"goal": "Learn"}', '{}', 'human_review_pending', 'human_review', false
            FROM generate_series(1, $2)
            """,
            connection)
        {
            Parameters = { new() { Value = OwnedRoadmaps.Grace.Id }, new() { Value = FleetFixture.RoadmapsInProgress } },
        };
        await fill.ExecuteNonQueryAsync(Cancellation);
        using var grace = fleet.Grace();

        using (var refused = await CreateAsync(grace))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter?.Delta);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Equal("Too many roadmaps in progress.", problem.GetProperty("title").GetString());
            Assert.Equal("RoadmapsInProgress", problem.GetProperty("limit").GetString());
        }

        using var deleted = await grace.DeleteAsync(new Uri("/api/account", UriKind.Relative), Cancellation);
        using var accepted = await CreateAsync(grace);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Accepted), (deleted.StatusCode, accepted.StatusCode));
        await DeleteAsync(grace, accepted);
    }

    [Fact]
    public async Task The_limit_counts_what_has_not_ended_for_every_owner_alone()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        var roadmaps = new OwnedRoadmaps(database.AddProcess<RoadmapRepository>(), limit: 2);
        var first = await roadmaps.AddAsync(OwnedRoadmaps.Ada, key: "a key");
        await roadmaps.AddAsync(OwnedRoadmaps.Ada);

        await Assert.ThrowsAsync<TooManyRoadmapsException>(() => roadmaps.AddAsync(OwnedRoadmaps.Ada));
        await roadmaps.AddAsync(OwnedRoadmaps.Grace);
        Assert.Equal(first, await roadmaps.AddAsync(OwnedRoadmaps.Ada, key: "a key"));

        await roadmaps.DecideAsync(first, new CancelRequested());
        await roadmaps.AddAsync(OwnedRoadmaps.Ada);
        await Assert.ThrowsAsync<TooManyRoadmapsException>(
            () => roadmaps.DecideAsync(first, new RetryRequested(false, false, false, Incomplete: null)));
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient person) => person.PostAsJsonAsync(
        "/api/roadmaps", new { goal = "Learn SQL", currentLevel = "beginner", hoursPerWeek = 10, skipReview = false }, Cancellation);

    private static async Task DeleteAsync(HttpClient person, HttpResponseMessage created)
    {
        using var deleted = await person.DeleteAsync(created.Headers.Location, Cancellation);
        deleted.EnsureSuccessStatusCode();
    }
}
