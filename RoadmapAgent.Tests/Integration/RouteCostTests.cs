using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What the learner's routes cost the database, counted by the pooler: a query is a round trip.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class RouteCostTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Requests = 30;

    // Heartbeat, monitor and health checks of the API.
    private const double OthersPerSecond = 3;
    private const int Others = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly (string Method, string Path, string? Body)[] OfOneRoundTrip =
    [
        ("GET", "/api/roadmaps?limit=20", null),
        ("GET", "/api/trash?limit=20", null),
        ("GET", "/api/reviews", null),
        ("GET", "/api/search?q=join", null),
        ("GET", "/api/roadmaps/{id}", null),
        ("GET", "/api/roadmaps/{id}/review", null),
        ("GET", "/api/roadmaps/{id}/export.md", null),
        ("GET", "/api/roadmaps/{id}/concepts/c-1-1-1", null),
        ("GET", "/api/roadmaps/{id}/concepts/c-1-1-1/tutorial.html", null),
        ("POST", "/api/roadmaps/{id}/restore", null),
        ("PUT", "/api/roadmaps/{id}/concepts/c-1-1-1/done", null),
        ("PUT", "/api/roadmaps/{id}/concepts/c-1-1-1/note", """{"note": "Mine"}"""),
    ];

    private static readonly (string Method, string Path, string? Body)[] OfTwo =
    [
        ("POST", "/api/roadmaps/{id}/concepts/c-1-1-1/quiz/attempts", """{"answers": {answers}}"""),
    ];

    [Fact]
    public Task Reading_marking_and_taking_notes_takes_one_round_trip_a_request() => CheckAsync(1, OfOneRoundTrip);

    [Fact]
    public Task Answering_a_quiz_takes_two() => CheckAsync(2, OfTwo);

    private async Task CheckAsync(int roundTrips, (string Method, string Path, string? Body)[] routes)
    {
        var id = await CompletedAsync();
        var quiz = (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("quiz");
        var answers = $"[{string.Join(',', quiz.EnumerateArray().Select(question => question.GetProperty("correct")))}]";
        var requests = 0;
        var (before, clock) = (await SettledAsync(), Stopwatch.StartNew());
        for (; requests < Requests * routes.Length; requests++)
        {
            var (method, path, body) = routes[requests % routes.Length];
            await AskAsync(
                method,
                path.Replace("{id}", $"{id}", StringComparison.Ordinal),
                body?.Replace("{answers}", answers, StringComparison.Ordinal));
        }

        var after = await SettledAsync();
        var others = Others + (OthersPerSecond * clock.Elapsed.TotalSeconds);
        Assert.InRange(after - before, 1, (roundTrips * requests) + others);
    }

    private async Task<Guid> CompletedAsync()
    {
        var page = await fleet.ReadAsync("/api/roadmaps?limit=100");
        var completed = page.GetProperty("items").EnumerateArray()
            .FirstOrDefault(item => item.GetProperty("status").GetString() == "completed");
        if (completed.ValueKind != JsonValueKind.Undefined)
        {
            return completed.GetProperty("id").GetGuid();
        }

        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        return id;
    }

    private async Task AskAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = body is null ? null : JsonContent.Create(JsonElement.Parse(body)),
        };
        using var response = await fleet.Api.SendAsync(request, Cancellation);
        Assert.InRange((int)response.StatusCode, 200, 204);
    }

    /// <summary>The API's queries, after the pooler has counted those of before: it does so about once a second.</summary>
    private async Task<long> SettledAsync()
    {
        var first = await fleet.CountQueriesAsync("roadmap_api");
        var last = first;
        await Eventually.TrueAsync(
            Patience, () => "the pooler does not count", async () => (last = await fleet.CountQueriesAsync("roadmap_api")) > first);
        return last;
    }
}
