using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class LearningTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly int[][] Impossible = [[99]];

    [Fact]
    public async Task Marking_a_concept_as_done_is_idempotent_and_reversible()
    {
        var id = await CompletedAsync("Learn SQL");
        var total = (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("progress").GetProperty("total").GetInt32();

        await MarkAsync(HttpMethod.Put, id, "c-1-1-1");
        Assert.Equal((1, total), Learning(await MarkAsync(HttpMethod.Put, id, "c-1-1-1")));
        Assert.True((await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("done").GetBoolean());
        Assert.True(
            (await fleet.ReadAsync($"/api/roadmaps/{id}"))
                .GetProperty("stages")[0]
                .GetProperty("modules")[0]
                .GetProperty("concepts")[0]
                .GetProperty("done")
                .GetBoolean());
        Assert.Equal((0, total), Learning(await MarkAsync(HttpMethod.Delete, id, "c-1-1-1")));

        using var unknown = await fleet.Api.PutAsync(Path($"/api/roadmaps/{id}/concepts/c-9-9-9/done"), content: null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_note_is_kept_with_its_concept_exported_and_removed()
    {
        const string Note = "A LEFT JOIN keeps rows.\n``` is no fence here \"é\" 🙂";
        var id = await CompletedAsync("Learn SQL");
        var concept = Path($"/api/roadmaps/{id}/concepts/c-1-1-1");
        Assert.Equal(JsonValueKind.Null, (await fleet.ReadAsync($"{concept}")).GetProperty("note").ValueKind);
        var tag = await TagAsync(concept);

        await SaveNoteAsync($"  {Note}\n", HttpStatusCode.NoContent);
        Assert.Equal(Note, (await fleet.ReadAsync($"{concept}")).GetProperty("note").GetString());
        Assert.NotEqual(tag, tag = await TagAsync(concept));
        Assert.Contains(
            $"My notes:\n\n````text\n{Note}\n````",
            (await fleet.Api.GetStringAsync(Path($"/api/roadmaps/{id}/export.md"), Cancellation)).ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        await SaveNoteAsync("Another text", HttpStatusCode.NoContent);
        Assert.NotEqual(tag, await TagAsync(concept));
        var account = await fleet.Api.GetStringAsync(Path("/api/account/export"), Cancellation);
        Assert.Contains("Another text", account, StringComparison.Ordinal);

        await SaveNoteAsync(" \n", HttpStatusCode.NoContent);
        await SaveNoteAsync("", HttpStatusCode.NoContent);
        Assert.Equal(JsonValueKind.Null, (await fleet.ReadAsync($"{concept}")).GetProperty("note").ValueKind);

        await SaveNoteAsync(new string('x', 10_000), HttpStatusCode.NoContent);
        await SaveNoteAsync(new string('x', 10_001), HttpStatusCode.BadRequest);
        await SaveNoteAsync("\0", HttpStatusCode.BadRequest);
        await SaveNoteAsync(null, HttpStatusCode.BadRequest);
        await SaveNoteAsync("lost", HttpStatusCode.NotFound, "c-9-9-9");

        async Task SaveNoteAsync(string? note, HttpStatusCode expected, string conceptId = "c-1-1-1")
        {
            using var response = await fleet.Api.PutAsJsonAsync(
                $"/api/roadmaps/{id}/concepts/{conceptId}/note", new { note }, Cancellation);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Quiz_attempts_are_scored_explained_and_counted()
    {
        var id = await CompletedAsync("Learn SQL");
        var quiz = (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("quiz").EnumerateArray().ToList();
        var right = quiz.Select(question => question.GetProperty("correct").EnumerateArray().Select(option => option.GetInt32()).ToArray())
            .ToArray();
        var wrong = right.Select((answer, i) => i == 0 ? [] : answer).ToArray();

        var second = await AttemptAsync(id, right);
        Assert.Equal((1.0, quiz.Count), (second.GetProperty("score").GetDouble(), second.GetProperty("correct").GetInt32()));
        var first = await AttemptAsync(id, wrong);
        Assert.False(first.GetProperty("questions")[0].GetProperty("correct").GetBoolean());
        Assert.NotEmpty(first.GetProperty("questions")[0].GetProperty("explanation").GetString()!);

        var results = (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("quizResults");
        Assert.Equal((2, 1.0), (results.GetProperty("attempts").GetInt32(), results.GetProperty("bestScore").GetDouble()));
        Assert.Equal(first.GetProperty("score").GetDouble(), results.GetProperty("lastScore").GetDouble(), 6);
        Assert.Equal(1.0, (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("learning").GetProperty("quizAverage").GetDouble());

        using var malformed = await fleet.Api.PostAsJsonAsync(
            Path($"/api/roadmaps/{id}/concepts/c-1-1-1/quiz/attempts"), new { answers = Impossible }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
    }

    [Fact]
    public async Task A_roadmap_is_exported_as_Markdown_and_a_tutorial_is_rendered_as_HTML()
    {
        var id = await CompletedAsync("Learn SQL");
        var roadmap = await fleet.ReadAsync($"/api/roadmaps/{id}");
        using var export = await fleet.Api.GetAsync(Path($"/api/roadmaps/{id}/export.md"), Cancellation);
        Assert.Equal(
            ("attachment", $"{roadmap.GetProperty("title").GetString()}.md"),
            (export.Content.Headers.ContentDisposition?.DispositionType, export.Content.Headers.ContentDisposition?.FileNameStar));
        var markdown = await export.Content.ReadAsStringAsync(Cancellation);

        Assert.StartsWith($"# {roadmap.GetProperty("title").GetString()}", markdown, StringComparison.Ordinal);
        foreach (var concept in roadmap.GetProperty("stages").EnumerateArray().SelectMany(
            s => s.GetProperty("modules").EnumerateArray()).SelectMany(
            m => m.GetProperty("concepts").EnumerateArray()))
        {
            Assert.Contains($"#### [ ] {concept.GetProperty("name").GetString()} (", markdown, StringComparison.Ordinal);
        }

        Assert.Contains(
            "<p>",
            await fleet.Api.GetStringAsync(Path($"/api/roadmaps/{id}/concepts/c-1-1-1/tutorial.html"), Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_paged_list_contains_every_roadmap_once_newest_first()
    {
        var made = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            made.Add(await fleet.CreateAsync("Learn SQL"));
        }

        var listed = new List<Guid>();
        string? next = null;
        do
        {
            var page = await fleet.ReadAsync($"/api/roadmaps?limit=2{(next is null ? "" : $"&after={next}")}");
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(listed.Distinct(), listed);
        Assert.Equal(Enumerable.Reverse(made), listed.Where(made.Contains));
    }

    [Fact]
    public async Task Concurrent_requests_with_one_idempotency_key_create_one_roadmap()
    {
        var key = $"{Guid.NewGuid()}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync("Learn SQL", key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body.GetProperty("id").GetGuid()).Distinct());
        var other = await CreateAsync("Learn Rust", key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.True(other.Body.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
        Assert.Equal(HttpStatusCode.BadRequest, (await CreateAsync("Learn Rust", new string('x', 201))).Status);
    }

    [Fact]
    public async Task The_execution_log_is_filtered_paged_and_summarised()
    {
        var id = await CompletedAsync("Learn SQL");
        var concepts = (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("progress").GetProperty("total").GetInt32();
        var written = 3 * concepts;
        await Eventually.TrueAsync(
            Patience,
            () => "lines are missing",
            async () => (await AllAsync($"/api/roadmaps/{id}/logs?category=agent&limit=7")).Count == written);

        Assert.Equal(3, (await AllAsync($"/api/roadmaps/{id}/logs?conceptId=c-1-1-1")).Count);
        Assert.All(
            await AllAsync($"/api/roadmaps/{id}/logs"), line => Assert.False(string.IsNullOrEmpty(line.GetProperty("step").GetString())));
        Assert.Empty(await AllAsync($"/api/roadmaps/{id}/logs?severity=error"));
        var content = (await fleet.ReadAsync($"/api/roadmaps/{id}/logs/summary"))
            .EnumerateArray()
            .Single(step => step.GetProperty("step").GetString() == "content_generation");
        Assert.Equal((written, 0), (content.GetProperty("lines").GetInt32(), content.GetProperty("errors").GetInt32()));

        foreach (var wrong in new[] { "severity=loud", "category=x", "limit=0", "after=yesterday" })
        {
            using var response = await fleet.Api.GetAsync(Path($"/api/roadmaps/{id}/logs?{wrong}"), Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains($"\"{wrong.Split('=')[0]}\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static (int Done, int Total) Learning(JsonElement learning) =>
        (learning.GetProperty("done").GetInt32(), learning.GetProperty("total").GetInt32());

    private async Task<string?> TagAsync(Uri path)
    {
        using var response = await fleet.Api.GetAsync(path, Cancellation);
        return response.EnsureSuccessStatusCode().Headers.ETag?.Tag;
    }

    private async Task<Guid> CompletedAsync(string goal)
    {
        var id = await fleet.CreateAsync(goal);
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        return id;
    }

    private async Task<JsonElement> MarkAsync(HttpMethod method, Guid id, string conceptId)
    {
        using var request = new HttpRequestMessage(method, $"/api/roadmaps/{id}/concepts/{conceptId}/done");
        using var response = await fleet.Api.SendAsync(request, Cancellation);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private async Task<JsonElement> AttemptAsync(Guid id, int[][] answers)
    {
        using var response = await fleet.Api.PostAsJsonAsync(
            $"/api/roadmaps/{id}/concepts/c-1-1-1/quiz/attempts", new { answers }, Cancellation);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(string goal, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roadmaps")
        {
            Content = JsonContent.Create(new { goal, currentLevel = "beginner", hoursPerWeek = 10 }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await fleet.Api.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    /// <summary>All pages.</summary>
    private async Task<List<JsonElement>> AllAsync(string path)
    {
        var all = new List<JsonElement>();
        string? next = null;
        do
        {
            var page = await fleet.ReadAsync(
                next is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={next}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return all;
    }
}
