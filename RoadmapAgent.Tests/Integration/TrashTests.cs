using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Roadmaps that are deleted, restored, and deleted for good.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class TrashTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Concept = "c-1-1-1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_deleted_roadmap_exists_nowhere_but_in_the_trash_and_comes_back_with_everything_in_it()
    {
        await using var missed = await MissedQuestions.AddAsync(fleet, Concept, Patience);
        await missed.PassAsync(TimeSpan.FromDays(2));
        var (id, word) = (missed.Id, $"word{Guid.NewGuid():N}");
        await SendAsync(HttpMethod.Put, $"/api/roadmaps/{id}/concepts/{Concept}/done", HttpStatusCode.OK);
        using var saved = await fleet.Api.PutAsJsonAsync(
            $"/api/roadmaps/{id}/concepts/{Concept}/note", new { note = word }, Cancellation);
        saved.EnsureSuccessStatusCode();
        var before = await EverythingAsync(id, word);
        var due = await missed.DueAsync(fleet.Api);
        Assert.NotEmpty(due);

        await SendAsync(HttpMethod.Delete, $"/api/roadmaps/{id}", HttpStatusCode.NoContent);

        foreach (var (method, path, body) in OwnerTests.Routes.Where(route => route.Path != "/restore"))
        {
            using var request = new HttpRequestMessage(new(method), $"/api/roadmaps/{id}{path}")
            {
                Content = body is null ? null : JsonContent.Create(body),
            };
            using var response = await fleet.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            Assert.Equal((method, path, HttpStatusCode.NotFound), (method, path, response.StatusCode));
        }

        Assert.DoesNotContain($"{id}", (await fleet.ReadAsync("/api/roadmaps?limit=100")).ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await fleet.ReadAsync($"/api/search?q={word}")).GetProperty("items").GetArrayLength());
        Assert.Empty(await missed.DueAsync(fleet.Api));
        var trashed = Assert.Single(await TrashAsync(fleet.Api), item => item.GetProperty("id").GetGuid() == id);
        Assert.Equal(before.Roadmap.GetProperty("title").GetString(), trashed.GetProperty("title").GetString());
        Assert.Equal(
            TimeSpan.FromDays(30),
            trashed.GetProperty("restorableUntil").GetDateTimeOffset() - trashed.GetProperty("deletedAt").GetDateTimeOffset());
        var exported = Assert.Single(
            (await fleet.ReadAsync("/api/account/export")).GetProperty("roadmaps").EnumerateArray(),
            roadmap => roadmap.GetProperty("id").GetGuid() == id);
        Assert.Equal(
            trashed.GetProperty("deletedAt").GetDateTimeOffset(), exported.GetProperty("deletedAt").GetDateTimeOffset());
        Assert.Equal(word, exported.GetProperty("notes")[0].GetProperty("note").GetString());

        await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/restore", HttpStatusCode.NoContent);
        await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/restore", HttpStatusCode.NoContent);

        Assert.Equal(before.ToString(), (await EverythingAsync(id, word)).ToString());
        Assert.Equal(due.Select(card => $"{card}"), (await missed.DueAsync(fleet.Api)).Select(card => $"{card}"));
        Assert.DoesNotContain(await TrashAsync(fleet.Api), item => item.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task The_trash_of_another_person_does_not_exist()
    {
        using var grace = fleet.Grace();
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await SendAsync(HttpMethod.Delete, $"/api/roadmaps/{id}", HttpStatusCode.NoContent);

        Assert.DoesNotContain(await TrashAsync(grace), item => item.GetProperty("id").GetGuid() == id);
        await SendAsync(grace, HttpMethod.Post, $"/api/roadmaps/{id}/restore", HttpStatusCode.NotFound);
        await SendAsync(grace, HttpMethod.Delete, $"/api/trash/{id}", HttpStatusCode.NotFound);
        await SendAsync(grace, HttpMethod.Post, "/api/operations/claim-roadmaps", HttpStatusCode.OK);
        await SendAsync(grace, HttpMethod.Get, $"/api/roadmaps/{id}", HttpStatusCode.NotFound);

        await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/restore", HttpStatusCode.NoContent);
        await SendAsync(HttpMethod.Delete, $"/api/trash/{id}", HttpStatusCode.NotFound);
        await SendAsync(HttpMethod.Delete, $"/api/roadmaps/{id}", HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_roadmap_deleted_in_progress_is_cancelled_and_can_be_completed_once_it_is_restored()
    {
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        var connected = new TaskCompletionSource();
        var watching = EventStream.ReadAsync(
            fleet.Api,
            id,
            lastEventId: null,
            _ =>
            {
                connected.TrySetResult();
                return false;
            },
            Patience);
        await Task.WhenAny(connected.Task, watching);

        await SendAsync(HttpMethod.Delete, $"/api/roadmaps/{id}", HttpStatusCode.NoContent);
        var last = (await watching)[^1];
        await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/restore", HttpStatusCode.NoContent);

        Assert.Equal("deleted", last.Type);
        Assert.Equal("cancelled", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());
        await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/retry", HttpStatusCode.Accepted);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        using var approved = await fleet.Api.PostAsJsonAsync($"/api/roadmaps/{id}/review", new { approved = true }, Cancellation);
        approved.EnsureSuccessStatusCode();
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        // Nothing that happened since is missed, and the numbers have no gap.
        var since = await EventStream.ReadAsync(fleet.Api, id, last.Id, e => e.Type == "completed", Patience);
        Assert.Equal("retry_started", since[0].Type);
        Assert.Equal($"{long.Parse(last.Id, System.Globalization.CultureInfo.InvariantCulture) + 1}", since[0].Id);
    }

    [Fact]
    public async Task The_last_deletion_is_on_the_first_page_and_every_roadmap_on_one()
    {
        using var grace = fleet.Grace();
        var deleted = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            var id = await CreateAsync(grace);
            await SendAsync(grace, HttpMethod.Delete, $"/api/roadmaps/{id}", HttpStatusCode.NoContent);
            deleted.Insert(0, id);
        }

        Assert.Equal(deleted, (await TrashAsync(grace, limit: 2)).Select(item => item.GetProperty("id").GetGuid()).Where(deleted.Contains));
        using var refused = await grace.GetAsync(new Uri("/api/trash?limit=0", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await SendAsync(grace, HttpMethod.Delete, "/api/account", HttpStatusCode.NoContent);
        Assert.Empty(await TrashAsync(grace));
    }

    [Fact]
    public async Task The_idempotency_key_of_a_deleted_roadmap_creates_another_one()
    {
        using var grace = fleet.Grace();
        var key = $"{Guid.NewGuid()}";
        var first = await CreateAsync(grace, key);
        Assert.Equal(first, await CreateAsync(grace, key));
        await SendAsync(grace, HttpMethod.Delete, $"/api/roadmaps/{first}", HttpStatusCode.NoContent);

        var second = await CreateAsync(grace, key);

        Assert.NotEqual(first, second);
        await SendAsync(grace, HttpMethod.Post, $"/api/roadmaps/{first}/restore", HttpStatusCode.NoContent);
        Assert.Equal(second, await CreateAsync(grace, key));
        await SendAsync(grace, HttpMethod.Delete, "/api/account", HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_roadmap_that_was_deleted_for_good_while_its_content_was_written()
    {
        var id = await fleet.CreateAsync("Learn Kubernetes");
        await Eventually.TrueAsync(
            Patience,
            () => "its content was not begun",
            async () =>
                (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("step").GetString() is "content_generation" or "finished");

        await SendAsync(HttpMethod.Delete, $"/api/trash/{id}", HttpStatusCode.NotFound);
        await SendAsync(HttpMethod.Delete, $"/api/roadmaps/{id}", HttpStatusCode.NoContent);
        await SendAsync(HttpMethod.Delete, $"/api/trash/{id}", HttpStatusCode.NoContent);
        await SendAsync(HttpMethod.Delete, $"/api/trash/{id}", HttpStatusCode.NotFound);
        await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/restore", HttpStatusCode.NotFound);

        // Log lines still in transit must not be stored either.
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
        await using var connection = await fleet.OpenDirectAsync();
        foreach (var table in (string[])
            ["events", "content_items", "execution_logs", "reviews", "concept_progress", "notes", "quiz_attempts", "cards", "trash"])
        {
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM roadmap.{table} WHERE roadmap_id = '{id}'", connection);
            Assert.Equal((table, 0L), (table, (long)(await command.ExecuteScalarAsync(Cancellation))!));
        }
    }

    /// <summary>What an owner sees of a roadmap: itself, a concept, its Markdown, its place in the list, and what a search finds.</summary>
    private async Task<(JsonElement Roadmap, JsonElement Concept, string Export, string Place, JsonElement Hits)> EverythingAsync(
        Guid id, string word)
    {
        var list = (await fleet.ReadAsync("/api/roadmaps?limit=100")).GetProperty("items").EnumerateArray().ToList();
        return (
            await fleet.ReadAsync($"/api/roadmaps/{id}"),
            await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/{Concept}"),
            await fleet.Api.GetStringAsync(new Uri($"/api/roadmaps/{id}/export.md", UriKind.Relative), Cancellation),
            $"{list.FindIndex(item => item.GetProperty("id").GetGuid() == id)}",
            (await fleet.ReadAsync($"/api/search?q={word}")).GetProperty("items"));
    }

    private static async Task<IReadOnlyList<JsonElement>> TrashAsync(HttpClient person, int limit = 100)
    {
        var all = new List<JsonElement>();
        string? next = null;
        do
        {
            var page = await person.GetFromJsonAsync<JsonElement>(
                $"/api/trash?limit={limit}{(next is null ? "" : $"&after={next}")}", Cancellation);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        return all;
    }

    private Task SendAsync(HttpMethod method, string path, HttpStatusCode expected) => SendAsync(fleet.Api, method, path, expected);

    private static async Task SendAsync(HttpClient person, HttpMethod method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await person.SendAsync(request, Cancellation);
        Assert.Equal((method, path, expected), (method, path, response.StatusCode));
    }

    private static async Task<Guid> CreateAsync(HttpClient person, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roadmaps")
        {
            Content = JsonContent.Create(new { goal = "Learn Git", currentLevel = "beginner", hoursPerWeek = 10, skipReview = false }),
            Headers = { { "Idempotency-Key", key ?? $"{Guid.NewGuid()}" } },
        };
        using var response = await person.SendAsync(request, Cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetGuid();
    }
}
