using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Authoring.Chat;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnChatFleet.Name)]
public sealed class RetryTests(ChatFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_retry_rewrites_only_the_failed_content_and_completes_the_roadmap()
    {
        var (id, asked) = await EndedAsync(
            "Fail one tutorial",
            "partial_failure",
            (request, _) => request.Task == "tutorial" && ChatFleet.Concept(request) == "Trompette" ? ModelReplies.Fails(400) : null);
        fleet.Faults.TryRemove("Fail one tutorial", out _);

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Conflict], (await Task.WhenAll(RetryAsync(id), RetryAsync(id))).Order());
        var roadmap = await fleet.WaitForStatusAsync(id, Patience, "completed");

        Assert.Equal([("tutorial", "Trompette")], Asked("Fail one tutorial").Skip(asked));
        Assert.Equal(JsonValueKind.Null, roadmap.GetProperty("error").ValueKind);
        Assert.Equal(0, roadmap.GetProperty("progress").GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task A_retry_that_fails_again_keeps_the_completed_content()
    {
        var (id, _) = await EndedAsync(
            "Fail for ever", "failed", (request, _) => request.Task is "tutorial" or "quiz" ? ModelReplies.Fails(400) : null);

        Assert.Equal(HttpStatusCode.Accepted, await RetryAsync(id));
        var again = await fleet.WaitForStatusAsync(id, Patience, "failed");

        Assert.Equal("6 of 9 pieces of content could not be written.", again.GetProperty("error").GetString());
        Assert.Equal(
            JsonValueKind.Array, (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("resources").ValueKind);
    }

    [Fact]
    public async Task A_roadmap_that_failed_in_planning_resumes_at_the_failed_step()
    {
        var (id, asked) = await EndedAsync(
            "Fail the curriculum", "failed", (request, _) => request.Task == "curriculum" ? ModelReplies.Fails(401) : null);
        fleet.Faults.TryRemove("Fail the curriculum", out _);

        Assert.Equal(HttpStatusCode.Accepted, await RetryAsync(id));
        await fleet.WaitForStatusAsync(id, Patience, "completed");

        Assert.Equal("curriculum", Asked("Fail the curriculum").Skip(asked).First().Task);
        Assert.DoesNotContain(Asked("Fail the curriculum").Skip(asked), request => request.Task == "intent");
    }

    [Fact]
    public async Task Requested_changes_are_kept_when_the_edit_fails()
    {
        const string Goal = "Fail the edit";
        fleet.Faults[Goal] = (request, _) => request.Task == "edit_plan" ? ModelReplies.Fails(401) : null;
        var id = await fleet.CreateAsync(Goal, skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        using var refused = await fleet.Api.PostAsJsonAsync(
            $"/api/roadmaps/{id}/review", new { approved = false, feedback = "Without brass, please." }, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, refused.StatusCode);
        await fleet.WaitForStatusAsync(id, Patience, "failed");
        var asked = Asked(Goal).Count;
        fleet.Faults.TryRemove(Goal, out _);

        Assert.Equal(HttpStatusCode.Accepted, await RetryAsync(id));
        var again = await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");

        Assert.Equal(1, again.GetProperty("round").GetInt32());
        Assert.Equal(["edit_plan", "edited_curriculum"], Asked(Goal).Skip(asked).Take(2).Select(request => request.Task));
        Assert.Contains(
            "Without brass, please.",
            fleet.Server.Requests.Last(request => request.Task == "edit_plan").Data.ToString(),
            StringComparison.Ordinal);
    }

    private async Task<(Guid Id, int Asked)> EndedAsync(string goal, string status, Func<ModelRequest, int, ModelReply?> fault)
    {
        fleet.Faults[goal] = fault;
        var id = await fleet.CreateAsync(goal);
        await fleet.WaitForStatusAsync(id, Patience, status);
        return (id, Asked(goal).Count);
    }

    private List<(string Task, string? Concept)> Asked(string goal) =>
        [
            .. fleet.Server.Requests
                .Where(request => request.Data.GetProperty("learner").GetProperty("goal").GetString() == goal)
                .Select(request => (request.Task, ChatFleet.Concept(request))),
        ];

    private async Task<HttpStatusCode> RetryAsync(Guid id)
    {
        using var response = await fleet.Api.PostAsync(new Uri($"/api/roadmaps/{id}/retry", UriKind.Relative), content: null, Cancellation);
        return response.StatusCode;
    }
}
