using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class PipelineTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_posted_goal_completes_with_content_for_every_concept()
    {
        using var response = await fleet.Api.PostAsJsonAsync(
            "/api/roadmaps", new { goal = "Become a .NET backend developer", currentLevel = "beginner", hoursPerWeek = 10 }, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var id = accepted.GetProperty("id").GetGuid();
        Assert.Equal("pending", accepted.GetProperty("status").GetString());
        Assert.Equal($"/api/roadmaps/{id}", response.Headers.Location?.OriginalString);

        var roadmap = await fleet.WaitForStatusAsync(id, Patience, "completed", "failed");
        Assert.Equal("completed", roadmap.GetProperty("status").GetString());
        Assert.True(roadmap.GetProperty("stages").GetArrayLength() >= 3, roadmap.ToString());
        var concepts = Concepts(roadmap);
        Assert.Equal(concepts.Count, roadmap.GetProperty("progress").GetProperty("completed").GetInt32());
        foreach (var conceptId in concepts)
        {
            var concept = await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/{conceptId}");
            Assert.NotEmpty(concept.GetProperty("tutorial").GetProperty("markdown").GetString()!);
            Assert.NotEqual(0, concept.GetProperty("resources").GetArrayLength());
            Assert.All(concept.GetProperty("quiz").EnumerateArray(), question =>
                Assert.All(
                    question.GetProperty("correct").EnumerateArray(),
                    correct => Assert.InRange(correct.GetInt32(), 0, question.GetProperty("options").GetArrayLength() - 1)));
        }
    }

    [Fact]
    public async Task The_event_stream_shows_every_step_without_gaps()
    {
        var id = await fleet.CreateAsync("Learn Kubernetes");
        var events = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, e => e.Type == "completed", Patience);

        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => $"{n}"), events.Select(e => e.Id));
        var steps = events.Where(e => e.Type == "progress").Select(e => e.Data.GetProperty("step").GetString()).ToList();
        Assert.Contains("intent_analysis", steps);
        Assert.Contains("curriculum_design", steps);
        Assert.Contains("structure_validation", steps);
        Assert.Contains("content_generation", steps);
        Assert.Contains(events, e => e.Type == "concept_complete");
    }

    [Fact]
    public async Task A_reconnecting_client_receives_missed_events_exactly_once()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        var all = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, e => e.Type == "completed", Patience);
        var rest = await EventStream.ReadAsync(fleet.Api, id, lastEventId: "3", e => e.Type == "completed", Patience);

        Assert.Equal(all.Skip(3).Select(e => (e.Id, e.Type, e.Data.GetRawText())), rest.Select(e => (e.Id, e.Type, e.Data.GetRawText())));
    }

    [Fact]
    public async Task A_goal_unknown_to_the_catalog_gets_a_plan_that_says_so()
    {
        var id = await fleet.CreateAsync("Play the hurdy-gurdy at weddings");
        var roadmap = await fleet.WaitForStatusAsync(id, Patience, "completed", "failed");

        Assert.Equal("completed", roadmap.GetProperty("status").GetString());
        Assert.Contains("catalog", roadmap.GetProperty("summary").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Many_concurrent_roadmaps_all_complete()
    {
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => fleet.CreateAsync(n % 2 == 0 ? "Learn Rust" : "Learn machine learning")));
        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(2), "completed");
        }
    }

    private static List<string> Concepts(JsonElement roadmap) =>
    [
        .. from stage in roadmap.GetProperty("stages").EnumerateArray()
           from module in stage.GetProperty("modules").EnumerateArray()
           from concept in module.GetProperty("concepts").EnumerateArray()
           select concept.GetProperty("id").GetString()!,
    ];
}
