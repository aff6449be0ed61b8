using System.Net;
using System.Text.Json;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>A response of the API.</summary>
public sealed record Answer(HttpStatusCode Status, string? MediaType, TimeSpan? RetryAfter, string Text)
{
    /// <summary>The fields that a problem names and what it says about them.</summary>
    public Dictionary<string, string[]> Errors()
    {
        Assert.Equal("application/problem+json", MediaType);
        using var problem = JsonDocument.Parse(Text);
        return problem.RootElement.GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;
    }
}
