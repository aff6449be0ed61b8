using System.Net;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class ActionsTests(ApiServers servers) : IClassFixture<ApiServers>
{
    [Theory]
    [InlineData(null, null, HttpStatusCode.NotFound)]
    [InlineData("same-origin", "http://{host}", HttpStatusCode.NotFound)]
    [InlineData("same-origin", "https://{host}", HttpStatusCode.NotFound)]
    [InlineData("cross-site", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "http://{host}", HttpStatusCode.Forbidden)]
    [InlineData(null, "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    public async Task Only_our_own_page_or_no_page_at_all_can_act(string? site, string? origin, HttpStatusCode expected)
    {
        var client = servers.Of("Development", key: "");
        foreach (var action in new[] { "pooler/pause", "pooler/resume", "pooler/reconnect", "queues/nothing/requeue" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operations/{action}");
            Add("Sec-Fetch-Site", site);
            Add("Origin", origin?.Replace("{host}", client.BaseAddress!.Authority, StringComparison.Ordinal));
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

            // Without a pooler and without such a queue, an action that is allowed finds nothing.
            Assert.Equal(expected, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
            }
        }
    }

    [Theory]
    [InlineData("GET", "/api/operations/connections")]
    [InlineData("GET", "/api/operations/sessions")]
    [InlineData("POST", "/api/operations/queues/content-generation/requeue")]
    public async Task What_is_not_possible_at_present_is_answered_with_the_time_after_which_to_try_again(string method, string path)
    {
        var client = servers.Of("Development", key: "");
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task An_unknown_span_of_the_history_is_refused_by_name()
    {
        var client = servers.Of("Development", key: "");
        using var response = await client.GetAsync(
            new Uri("/api/operations/history?span=year", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "Span must be one of hour, day (was 'year').",
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .Replace("\\u0027", "'", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }
}
