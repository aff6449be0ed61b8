using System.Net;
using System.Text;
using System.Text.Json;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class OperatorKeyTests(ApiServers servers) : IClassFixture<ApiServers>
{
    private const string Special = """p@ss:w/rd#1;=%41{{x}}$(id)\'"+&?,[]<>|!~`^*""";
    private const string Key = "the operators' key";

    public static TheoryData<string> Routes =>
        [
            "/operations",
            "/operations/runbook",
            "/api/operations/budget",
            "/api/operations/connections",
            "/api/operations/events",
            "/api/operations/history",
            "/api/operations/sessions",
        ];

    // Without a declared fleet the budget's route answers 404 to an operator.
    [Theory]
    [InlineData("Development", "", null, HttpStatusCode.NotFound)]
    [InlineData("Production", "", null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", "", "Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Bearer another key", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Basic not base 64", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Digest " + Key, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Bearer " + Key, HttpStatusCode.NotFound)]
    [InlineData("Production", Key, "bearer " + Key, HttpStatusCode.NotFound)]
    [InlineData("Production", Special, "Bearer " + Special, HttpStatusCode.NotFound)]
    public async Task Access_outside_development_requires_the_operator_key_and_is_denied_if_none_is_set(
        string environment, string key, string? authorization, HttpStatusCode expected)
    {
        using var response = await AskAsync(environment, key, authorization, "/api/operations/budget");

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_operator_route_refuses_unauthenticated_requests_with_problem_details(string route)
    {
        using var response = await AskAsync("Production", Key, null, route);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Operations:Key", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pooler/pause")]
    [InlineData("pooler/resume")]
    [InlineData("pooler/reconnect")]
    [InlineData("queues/content-generation/requeue")]
    public async Task Every_action_needs_the_key(string action)
    {
        using var response = await AskAsync("Production", Key, null, $"/api/operations/{action}", HttpMethod.Post);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Basic_authentication_is_offered_and_accepts_any_user_name_with_the_key()
    {
        using var refused = await AskAsync("Production", Key, null, "/operations");
        Assert.Contains("Basic realm=", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);

        using var accepted = await AskAsync(
            "Production", Key, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Key}")), "/operations");
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task Basic_authentication_accepts_a_key_with_any_characters()
    {
        using var accepted = await AskAsync(
            "Production", Special, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Special}")), "/operations");

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(
        string environment, string key, string? authorization, string route, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, route);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await servers.Of(environment, key).SendAsync(request, TestContext.Current.CancellationToken);
    }
}
