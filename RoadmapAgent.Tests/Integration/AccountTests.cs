using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>A person's whole data: exported, deleted and taken over.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class AccountTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] TablesOfALearner =
        ["cards", "concept_progress", "content_items", "events", "execution_logs", "notes", "quiz_attempts", "roadmaps"];

    [Fact]
    public async Task An_export_has_everything_of_ones_own_and_nothing_of_others_and_after_the_deletion_no_table_has_any_of_it()
    {
        using var grace = fleet.Grace();
        var (adas, graces) = (await fleet.CreateAsync("Learn Git"), await CreateAsync(grace, "Learn SQL"));
        await Eventually.TrueAsync(Patience, () => "the roadmap was not completed", async () =>
            (await ReadAsync(grace, $"/api/roadmaps/{graces}")).GetProperty("status").GetString() == "completed"
            // Lines are stored about a second after they were written.
            && (await ReadAsync(grace, $"/api/roadmaps/{graces}/logs")).GetProperty("items").GetArrayLength() > 0);
        using var done = await grace.PutAsync(
            new Uri($"/api/roadmaps/{graces}/concepts/c-1-1-1/done", UriKind.Relative), content: null, Cancellation);
        done.EnsureSuccessStatusCode();
        await TakeNoteAndMissQuizAsync(grace, $"/api/roadmaps/{graces}/concepts/c-1-1-1");

        using var response = await grace.GetAsync(new Uri("/api/account/export", UriKind.Relative), Cancellation);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancellation);
        var export = JsonDocument.Parse(text).RootElement;

        Assert.Equal("Grace", export.GetProperty("account").GetProperty("name").GetString());
        var roadmap = Assert.Single(export.GetProperty("roadmaps").EnumerateArray(), each => each.GetProperty("id").GetGuid() == graces);
        Assert.Equal("Learn SQL", roadmap.GetProperty("request").GetProperty("goal").GetString());
        Assert.All(
            (string[])["content", "done", "events", "log", "notes", "quizAttempts", "missedQuestions"],
            part => Assert.NotEqual(0, roadmap.GetProperty(part).GetArrayLength()));
        Assert.Equal("c-1-1-1", roadmap.GetProperty("done")[0].GetProperty("conceptId").GetString());
        Assert.DoesNotContain($"{adas}", text, StringComparison.Ordinal);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        await using var direct = await fleet.OpenDirectAsync();
        Guid[] mentions = [graces, export.GetProperty("account").GetProperty("id").GetGuid()];
        Assert.Equal(TablesOfALearner, (await TablesThatMention.AnyOfAsync(direct, mentions, Cancellation)).Intersect(TablesOfALearner));

        await DeleteAccountAsync(grace);

        Assert.Empty(await TablesThatMention.AnyOfAsync(direct, mentions, Cancellation));
        await fleet.WaitForStatusAsync(adas, Patience, "completed");
    }

    [Fact]
    public async Task A_deleted_account_has_nothing_left_and_watchers_see_it_while_others_keep_theirs()
    {
        using var grace = fleet.Grace();
        var adas = await fleet.CreateAsync("Learn Git", skipReview: false);
        var graces = new List<Guid>();
        for (var n = 0; n < 21; n++)
        {
            graces.Add(await CreateAsync(grace, "Learn SQL", skipReview: false));
        }

        var connected = new TaskCompletionSource();
        var watching = EventStream.ReadAsync(
            grace,
            graces[0],
            lastEventId: null,
            happened =>
            {
                connected.TrySetResult();
                return happened.Type == "deleted";
            },
            Patience);
        await Task.WhenAny(connected.Task, watching);
        using var deleted = await grace.DeleteAsync(new Uri($"/api/roadmaps/{graces[1]}", UriKind.Relative), Cancellation);
        deleted.EnsureSuccessStatusCode();

        await DeleteAccountAsync(grace);

        Assert.Equal("deleted", (await watching)[^1].Type);
        Assert.Empty((await ReadAsync(grace, "/api/roadmaps")).GetProperty("items").EnumerateArray());
        Assert.Empty((await ReadAsync(grace, "/api/trash")).GetProperty("items").EnumerateArray());
        await using var direct = await fleet.OpenDirectAsync();
        Assert.Empty(await TablesThatMention.AnyOfAsync(direct, graces, Cancellation));
        await fleet.WaitForStatusAsync(adas, Patience, "human_review_pending");
    }

    [Fact]
    public async Task Roadmaps_of_nobody_are_in_no_list_until_an_operator_claims_them()
    {
        using var grace = fleet.Grace();
        var id = await fleet.CreateAsync("Learn Git", skipReview: false);
        await using (var direct = await fleet.OpenDirectAsync())
        {
            // As a version without owners has created it.
            await using var disown = new NpgsqlCommand("UPDATE roadmap.roadmaps SET owner = NULL WHERE id = $1", direct);
            disown.Parameters.Add(new() { Value = id });
            await disown.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.All(
            [await StatusAsync(fleet.Api, id), await StatusAsync(grace, id)], status => Assert.Equal(HttpStatusCode.NotFound, status));

        using var claimed = await grace.PostAsync(new Uri("/api/operations/claim-roadmaps", UriKind.Relative), null, Cancellation);
        Assert.InRange(
            (await claimed.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("count").GetInt32(),
            1,
            int.MaxValue);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(fleet.Api, id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(grace, id));
        await DeleteAccountAsync(grace);
    }

    private static async Task TakeNoteAndMissQuizAsync(HttpClient person, string concept)
    {
        using var noted = await person.PutAsJsonAsync($"{concept}/note", new { note = "Ask about indexes." }, Cancellation);
        noted.EnsureSuccessStatusCode();
        var questions = (await ReadAsync(person, concept)).GetProperty("quiz").GetArrayLength();
        using var missed = await person.PostAsJsonAsync(
            $"{concept}/quiz/attempts", new { answers = Enumerable.Repeat(Array.Empty<int>(), questions) }, Cancellation);
        missed.EnsureSuccessStatusCode();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient person, Guid id)
    {
        using var response = await person.GetAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient person, string path) =>
        await person.GetFromJsonAsync<JsonElement>(path, Cancellation);

    private static async Task DeleteAccountAsync(HttpClient person)
    {
        using var response = await person.DeleteAsync(new Uri("/api/account", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task<Guid> CreateAsync(HttpClient person, string goal, bool skipReview = true)
    {
        using var response = await person.PostAsJsonAsync(
            "/api/roadmaps", new { goal, currentLevel = "beginner", hoursPerWeek = 10, skipReview }, Cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetGuid();
    }
}
