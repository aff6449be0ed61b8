using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The requests for the questions that a learner has missed.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class CardTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Concept = "c-1-1-1";

    // Heartbeat, lease and health checks run concurrently.
    private const int Others = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_missed_question_is_listed_without_its_answer_and_answered_with_all_explanations()
    {
        await using var roadmap = await MissedQuestions.AddAsync(fleet, Concept, Patience);
        Assert.Empty(await roadmap.DueAsync(fleet.Api));
        await roadmap.PassAsync(TimeSpan.FromDays(1));
        var due = await roadmap.DueAsync(fleet.Api);

        Assert.Equal(roadmap.Quiz.Count, due.Count);
        foreach (var question in due)
        {
            Assert.Equal(Concept, question.GetProperty("conceptId").GetString());
            Assert.All(["correct", "explanation", "optionExplanations"], secret => Assert.False(question.TryGetProperty(secret, out _)));
        }

        var (card, answer, explanation) = roadmap.SolutionOf(due[0]);
        var (status, answered) = await AnswerAsync(fleet.Api, card, answer);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(answered.GetProperty("result").GetProperty("correct").GetBoolean());
        Assert.Equal(explanation, answered.GetProperty("result").GetProperty("explanation").GetString());
        Assert.InRange((answered.GetProperty("dueAt").GetDateTimeOffset() - DateTimeOffset.UtcNow).TotalDays, 5.9, 6);

        // Sent once more, it is not due and counts for nothing.
        var (_, again) = await AnswerAsync(fleet.Api, card, answer);
        Assert.Equal(
            0, (again.GetProperty("dueAt").GetDateTimeOffset() - answered.GetProperty("dueAt").GetDateTimeOffset()).TotalMilliseconds, 1.0);
        Assert.DoesNotContain(card, (await roadmap.DueAsync(fleet.Api)).Select(question => question.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task A_question_of_somebody_else_is_answered_like_one_that_does_not_exist()
    {
        await using var roadmap = await MissedQuestions.AddAsync(fleet, Concept, Patience);
        await roadmap.PassAsync(TimeSpan.FromDays(1));
        var (card, answer, _) = roadmap.SolutionOf((await roadmap.DueAsync(fleet.Api))[0]);
        using var grace = fleet.Grace();

        Assert.Empty(await roadmap.DueAsync(grace));
        var missing = Guid.NewGuid();
        var (foreign, foreignProblem) = await AnswerAsync(grace, card, answer);
        var (none, noneProblem) = await AnswerAsync(grace, missing, answer);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign, none));
        Assert.Equal(
            noneProblem.GetProperty("detail").GetString()!.Replace($"{missing}", $"{card}", StringComparison.Ordinal),
            foreignProblem.GetProperty("detail").GetString());
        Assert.Contains(card, (await roadmap.DueAsync(fleet.Api)).Select(question => question.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task An_impossible_answer_is_refused_with_its_field()
    {
        await using var roadmap = await MissedQuestions.AddAsync(fleet, Concept, Patience);
        await roadmap.PassAsync(TimeSpan.FromDays(1));
        var card = (await roadmap.DueAsync(fleet.Api))[0].GetProperty("id").GetGuid();

        foreach (var impossible in (int[]?[])[[99], [0, 0], [-1], null])
        {
            var (status, problem) = await AnswerAsync(fleet.Api, card, impossible);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.True(problem.GetProperty("errors").TryGetProperty("answer", out _));
        }
    }

    [Fact]
    public async Task An_answer_costs_two_queries_and_so_does_a_quiz_with_missed_questions()
    {
        const int Answers = 40;
        await using var roadmap = await MissedQuestions.AddAsync(fleet, Concept, Patience);
        await roadmap.PassAsync(TimeSpan.FromDays(1));
        var card = (await roadmap.DueAsync(fleet.Api))[0].GetProperty("id").GetGuid();

        var before = await fleet.CountQueriesAsync("roadmap_api");
        for (var n = 0; n < Answers; n++)
        {
            await AnswerAsync(fleet.Api, card, []);
        }

        var between = await fleet.CountQueriesAsync("roadmap_api");
        for (var n = 0; n < Answers; n++)
        {
            await roadmap.MissAllAsync();
        }

        Assert.InRange(between - before, 2 * Answers, (2 * Answers) + Others);
        Assert.InRange(await fleet.CountQueriesAsync("roadmap_api") - between, 2 * Answers, (2 * Answers) + Others);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AnswerAsync(HttpClient person, Guid card, int[]? answer)
    {
        using var response = await person.PostAsJsonAsync($"/api/reviews/{card}", new { answer }, Cancellation);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }
}
