using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What two people see of each other: nothing.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class OwnerTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Every route below a roadmap, with a body that it accepts.</summary>
    public static IReadOnlyList<(string Method, string Path, object? Body)> Routes { get; } =
    [
        ("GET", "", null),
        ("GET", "/export.md", null),
        ("GET", "/review", null),
        ("GET", "/events", null),
        ("GET", "/logs", null),
        ("GET", "/logs/summary", null),
        ("GET", "/concepts/c-1-1-1", null),
        ("GET", "/concepts/c-1-1-1/tutorial.html", null),
        ("POST", "/review", new { approved = true }),
        ("POST", "/cancel", null),
        ("POST", "/retry", null),
        ("POST", "/restore", null),
        ("POST", "/concepts/c-1-1-1/tutorial/regenerate", null),
        ("PUT", "/concepts/c-1-1-1/done", null),
        ("DELETE", "/concepts/c-1-1-1/done", null),
        ("PUT", "/concepts/c-1-1-1/note", new { note = "Mine" }),
        ("POST", "/concepts/c-1-1-1/quiz/attempts", new { answers = new[] { new[] { 0 } } }),
        ("DELETE", "", null),
    ];

    [Fact]
    public async Task A_roadmap_of_somebody_else_is_answered_like_one_that_does_not_exist()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        using var done = await fleet.Api.PutAsync(
            new Uri($"/api/roadmaps/{id}/concepts/c-1-1-1/done", UriKind.Relative), content: null, Cancellation);
        var before = await fleet.ReadAsync($"/api/roadmaps/{id}");
        using var grace = fleet.Grace();

        foreach (var (method, path, body) in Routes)
        {
            var missing = Guid.NewGuid();
            var foreign = await AskAsync(grace, method, $"/api/roadmaps/{id}{path}", body);
            var none = await AskAsync(grace, method, $"/api/roadmaps/{missing}{path}", body);

            Assert.Equal((method, path, HttpStatusCode.NotFound), (method, path, foreign.Status));
            Assert.Equal(none.Text.Replace($"{missing}", $"{id}", StringComparison.Ordinal), foreign.Text);
        }

        Assert.Equal(before.ToString(), (await fleet.ReadAsync($"/api/roadmaps/{id}")).ToString());
        await DeleteAsync(fleet.Api, id);
    }

    [Fact]
    public async Task A_list_shows_what_is_ones_own()
    {
        using var grace = fleet.Grace();
        var (adas, graces) = (await fleet.CreateAsync("Learn SQL", skipReview: false), await CreateAsync(grace, "Learn Git"));

        Assert.Equal([graces], await ListAsync(grace, [adas, graces]));
        Assert.Equal([adas], await ListAsync(fleet.Api, [adas, graces]));
        await DeleteAsync(grace, graces);
        await DeleteAsync(fleet.Api, adas);
    }

    [Fact]
    public async Task The_same_idempotency_key_of_two_people_creates_two_roadmaps_and_of_one_person_one()
    {
        using var grace = fleet.Grace();
        var key = Guid.NewGuid().ToString();

        var adas = await CreateAsync(fleet.Api, "Learn Git", key);
        var graces = await CreateAsync(grace, "Learn Git", key);

        Assert.NotEqual(adas, graces);
        Assert.Equal(graces, await CreateAsync(grace, "Learn Git", key));
        Assert.Equal(adas, await CreateAsync(fleet.Api, "Learn Git", key));
        await DeleteAsync(grace, graces);
        await DeleteAsync(fleet.Api, adas);
    }

    private static async Task<Guid> CreateAsync(HttpClient person, string goal, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roadmaps")
        {
            Content = JsonContent.Create(new { goal, currentLevel = "beginner", hoursPerWeek = 10, skipReview = false }),
            Headers = { { "Idempotency-Key", key ?? Guid.NewGuid().ToString() } },
        };
        using var response = await person.SendAsync(request, Cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetGuid();
    }

    private static async Task<Guid[]> ListAsync(HttpClient person, Guid[] among)
    {
        var page = await person.GetFromJsonAsync<JsonElement>("/api/roadmaps?limit=100", Cancellation);
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).Where(among.Contains)];
    }

    private static async Task DeleteAsync(HttpClient person, Guid id)
    {
        using var response = await person.DeleteAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient person, string method, string address, object? body)
    {
        using var request = new HttpRequestMessage(new(method), address) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await person.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        // The trace differs from request to request.
        return (response.StatusCode, response.StatusCode == HttpStatusCode.NotFound ? WithoutTrace(text) : text);
    }

    private static string WithoutTrace(string problem) => string.Join(
        ' ', JsonDocument.Parse(problem).RootElement.EnumerateObject().Where(field => field.Name != "traceId").Select(field => $"{field}"));
}
