using System.Net;
using System.Text.Json;

namespace RoadmapAgent.Tests.Unit.Api.Roadmaps;

/// <summary>Goals are read without a database.</summary>
public sealed class GoalsTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    [Fact]
    public async Task A_goal_is_read_before_a_roadmap_is_created()
    {
        var answer = await api.PostAsync(
            "/api/goals/read", """{"goal":"Switch from Java to Go in 6 weeks, knitting","currentLevel":"beginner","hoursPerWeek":10}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var reading = JsonDocument.Parse(answer.Text);
        Assert.Equal(
            "Understood: Go, coming from Java, in 6 weeks. Not understood: “knitting”.",
            reading.RootElement.GetProperty("text").GetString());
        Assert.Equal(42, reading.RootElement.GetProperty("timeLimit").GetProperty("days").GetInt32());
    }

    [Fact]
    public async Task An_invalid_request_is_refused_as_its_creation_would_be()
    {
        var answer = await api.PostAsync("/api/goals/read", """{"goal":"x","currentLevel":"beginner","hoursPerWeek":10}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("3 to 500 characters", answer.Text, StringComparison.Ordinal);
    }
}
