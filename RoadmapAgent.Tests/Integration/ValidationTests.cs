using System.Net;
using System.Text;
using System.Text.Json;
using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class ValidationTests(LaptopFleet fleet) : FleetTest(fleet)
{
    public static TheoryData<string, string> BadRequests => new()
    {
        { """{"goal":"","currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { $$"""{"goal":"{{new string('x', 10_000)}}","currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { """{"currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { """{"goal":"Learn C#","currentLevel":"wizard","hoursPerWeek":5}""", "currentLevel" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":0}""", "hoursPerWeek" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":81}""", "hoursPerWeek" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":"many"}""", "hoursPerWeek" },
        { """{"goal":42,"currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":5,"knownTechnologies":"C#"}""", "knownTechnologies" },
        { """{"goal":"Learn C#","currentLevel":""", "currentLevel" },
        { "null", "$" },
        { "", "$" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task An_invalid_request_is_answered_with_a_problem_that_names_the_field_and_stores_nothing(string body, string field)
    {
        var before = await CountAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await fleet.Api.PostAsync(new Uri("/api/roadmaps", UriKind.Relative), content, Cancellation);
        var answer = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(answer);
        Assert.Contains(
            problem.RootElement.GetProperty("errors").EnumerateObject(), error => error.Name.StartsWith(field, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task An_unknown_roadmap_is_not_found()
    {
        using var response = await fleet.Api.GetAsync(new Uri($"/api/roadmaps/{Guid.NewGuid()}", UriKind.Relative), Cancellation);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty("id", out _));
    }

    private async Task<long> CountAsync()
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM roadmap.roadmaps", connection);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
