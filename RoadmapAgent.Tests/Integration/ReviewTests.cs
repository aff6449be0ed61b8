using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class ReviewTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Watchers = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_rejected_plan_returns_edited_with_the_next_round_and_its_changes()
    {
        var id = await WaitingAsync("Become a .NET backend developer");
        var before = await fleet.ReadAsync($"/api/roadmaps/{id}/review");
        Assert.Equal((0, 0), (before.GetProperty("round").GetInt32(), before.GetProperty("changes").GetArrayLength()));
        Assert.True(DateTimeOffset.UtcNow - before.GetProperty("waitingSince").GetDateTimeOffset() < Patience);

        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(id, new { approved = false, feedback = "Please remove Docker." }));
        await Eventually.TrueAsync(
            Patience,
            () => "it did not come back",
            async () => (await fleet.ReadAsync($"/api/roadmaps/{id}")) is var roadmap
                && roadmap.GetProperty("status").GetString() == "human_review_pending" && roadmap.GetProperty("round").GetInt32() == 1);

        var review = await fleet.ReadAsync($"/api/roadmaps/{id}/review");
        Assert.Equal("Please remove Docker.", review.GetProperty("feedback").GetString());
        var answer = Assert.Single(review.GetProperty("answers").EnumerateArray());
        Assert.Equal(
            ("Please remove Docker", "done"), (answer.GetProperty("wish").GetString(), answer.GetProperty("outcome").GetString()));
        Assert.StartsWith("Removed ", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            review.GetProperty("changes").EnumerateArray(),
            change =>
                change.GetProperty("change")
                    .GetString() == "removed" && change
                    .GetProperty("name")
                    .GetString()!
                    .Contains("Docker", StringComparison.Ordinal));
        Assert.DoesNotContain(
            "Docker", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("stages").ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await DecideAsync(id, new { approved = true }));
        await fleet.WaitForStatusAsync(id, Patience, "completed");
    }

    [Fact]
    public async Task Only_one_of_several_concurrent_approvals_succeeds_and_content_is_written_once()
    {
        var id = await WaitingAsync("Learn SQL");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => DecideAsync(id, new { approved = true })));

        Assert.Equal(1, answers.Count(answer => answer == HttpStatusCode.Accepted));
        Assert.Equal(5, answers.Count(answer => answer == HttpStatusCode.Conflict));
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        var events = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, e => e.Type == "completed", Patience);
        var written = events.Where(e => e.Type == "concept_complete").Select(e => e.Data.GetProperty("conceptId").GetString()).ToList();
        Assert.Equal(written.Distinct(), written);
    }

    [Fact]
    public async Task A_cancelled_roadmap_stays_cancelled_until_its_owner_retries_it()
    {
        var id = await WaitingAsync("Learn SQL");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync($"/api/roadmaps/{id}/cancel"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"/api/roadmaps/{id}/cancel"));
        Assert.Equal(HttpStatusCode.Conflict, await DecideAsync(id, new { approved = true }));
        Assert.Equal("cancelled", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync($"/api/roadmaps/{id}/retry"));
        var again = await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        Assert.Equal(JsonValueKind.Null, again.GetProperty("endedAt").ValueKind);
    }

    [Fact]
    public async Task Content_can_be_regenerated_only_after_the_roadmap_ends_and_its_event_stream_continues()
    {
        var id = await WaitingAsync("Learn SQL");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/api/roadmaps/{id}/concepts/c-1-1-1/quiz/regenerate"));
        await DecideAsync(id, new { approved = true });
        await fleet.WaitForStatusAsync(id, Patience, "completed");

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/api/roadmaps/{id}/concepts/c-1-1-1/poem/regenerate"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/api/roadmaps/{id}/concepts/c-9-9-9/quiz/regenerate"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"/api/roadmaps/{id}/retry"));
        var asked = await QuestionsAsync(id);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync($"/api/roadmaps/{id}/concepts/c-1-1-1/quiz/regenerate"));

        await fleet.WaitForStatusAsync(id, Patience, "completed");
        Assert.NotEqual(asked, await QuestionsAsync(id));
        var events = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, _ => false, Patience);
        Assert.Equal(
            ["completed", "retry_started", "concept_complete", "completed"],
            events.Select(e => e.Type).SkipWhile(type => type != "completed"));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => $"{n}"), events.Select(e => e.Id));
    }

    private async Task<string> QuestionsAsync(Guid id) =>
        (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("quiz").GetRawText();

    // ReadTests counts the statements of a thousand watchers in the gate.
    [Fact(Explicit = true)]
    public async Task Two_hundred_watchers_cost_the_database_about_as_much_as_one()
    {
        var id = await WaitingAsync("Learn SQL");
        var quiet = TimeSpan.FromSeconds(10);
        var watching = new List<Task<List<RoadmapEvent>>>
        {
            EventStream.ReadAsync(fleet.Api, id, lastEventId: null, e => e.Type == "completed", TimeSpan.FromMinutes(3)),
        };
        var one = await TransactionsAsync(quiet);

        using var client = new HttpClient { BaseAddress = fleet.Api.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        watching.AddRange(
            Enumerable.Range(1, Watchers - 1)
                .Select(_ => EventStream.ReadAsync(client, id, lastEventId: null, e => e.Type == "completed", TimeSpan.FromMinutes(3))));
        // The replays are complete once the rate has dropped again.
        var many = await TransactionsAsync(quiet);
        await Eventually.TrueAsync(
            Patience,
            () => $"{many} transactions of the API in {quiet.TotalSeconds} s with {Watchers} watchers, {one} with one",
            async () => (many = await TransactionsAsync(quiet)) < one + 20);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{one} transactions of the API in {quiet.TotalSeconds} s with one watcher, {many} with {Watchers}.");

        Assert.All(watching, watcher => Assert.False(watcher.IsCompleted));
        await DecideAsync(id, new { approved = true });
        var seen = await Task.WhenAll(watching);
        Assert.All(seen, events => Assert.Equal(seen[0].Select(e => (e.Id, e.Type)), events.Select(e => (e.Id, e.Type))));
    }

    private async Task<Guid> WaitingAsync(string goal)
    {
        var id = await fleet.CreateAsync(goal, skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        return id;
    }

    private async Task<HttpStatusCode> DecideAsync(Guid id, object decision)
    {
        using var response = await fleet.Api.PostAsJsonAsync($"/api/roadmaps/{id}/review", decision, Cancellation);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string path)
    {
        using var response = await fleet.Api.PostAsync(new Uri(path, UriKind.Relative), content: null, Cancellation);
        return response.StatusCode;
    }

    /// <summary>The API's transactions during a period, as counted by the pooler.</summary>
    private async Task<long> TransactionsAsync(TimeSpan during)
    {
        var before = await CountAsync();
        await Task.Delay(during, Cancellation);
        return await CountAsync() - before;
    }

    private async Task<long> CountAsync()
    {
        var options = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer", Cancellation))!);
        await using var console = await AdminConsoleConnection.OpenAsync(options, Cancellation);
        return (await console.ShowStatsAsync(Cancellation)).Single(database => database.Database == "roadmap_api").Transactions;
    }
}
