using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>A completed roadmap of the first person, in which all questions of a quiz have been missed. It is deleted at the end.</summary>
internal sealed class MissedQuestions : IAsyncDisposable
{
    private readonly FleetFixture _fleet;
    private readonly string _concept;

    private MissedQuestions(FleetFixture fleet, Guid id, string concept, IReadOnlyList<JsonElement> quiz)
    {
        _fleet = fleet;
        Id = id;
        _concept = concept;
        Quiz = quiz;
    }

    /// <summary>The roadmap.</summary>
    public Guid Id { get; }

    /// <summary>The questions with their answers.</summary>
    public IReadOnlyList<JsonElement> Quiz { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MissedQuestions> AddAsync(FleetFixture fleet, string concept, TimeSpan patience)
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, patience, "completed");
        var quiz = (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/{concept}")).GetProperty("quiz").EnumerateArray().ToList();
        var missed = new MissedQuestions(fleet, id, concept, quiz);
        await missed.MissAllAsync();
        return missed;
    }

    /// <summary>Answers the quiz with nothing right.</summary>
    public async Task MissAllAsync()
    {
        using var response = await _fleet.Api.PostAsJsonAsync(
            $"/api/roadmaps/{Id}/concepts/{_concept}/quiz/attempts", new { answers = Quiz.Select(_ => Array.Empty<int>()) }, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes the questions as old as if this time had passed: the fleet's processes have the real clock.</summary>
    public Task PassAsync(TimeSpan time) => MovedClock.PassAsync(_fleet, Id, time);

    /// <summary>What a person sees of the roadmap's questions that are due.</summary>
    public async Task<IReadOnlyList<JsonElement>> DueAsync(HttpClient person) =>
    [
        .. (await person.GetFromJsonAsync<JsonElement>("/api/reviews?limit=100", Cancellation)).GetProperty("items").EnumerateArray()
            .Where(question => question.GetProperty("roadmapId").GetGuid() == Id),
    ];

    /// <summary>The right answer to a question as it is listed, and the explanation.</summary>
    public (Guid Card, int[] Answer, string Explanation) SolutionOf(JsonElement due)
    {
        var asked = Quiz.Single(question =>
            question.GetProperty("question").GetString() == due.GetProperty("question").GetString()
            && question.GetProperty("options").ToString() == due.GetProperty("options").ToString());
        return (
            due.GetProperty("id").GetGuid(),
            [.. asked.GetProperty("correct").EnumerateArray().Select(option => option.GetInt32())],
            asked.GetProperty("explanation").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        using var response = await _fleet.Api.DeleteAsync(new Uri($"/api/roadmaps/{Id}", UriKind.Relative), Cancellation);
        response.EnsureSuccessStatusCode();
    }
}
