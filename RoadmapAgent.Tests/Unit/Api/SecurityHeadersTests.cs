using System.Net;
using RoadmapAgent.Tests.Unit.Api.Operations;

namespace RoadmapAgent.Tests.Unit.Api;

public sealed class SecurityHeadersTests(ApiServers servers) : IClassFixture<ApiServers>
{
    [Theory]
    [InlineData("Development", "GET", "/", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/main.js", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/styles/theme.css", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/operations", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/operations/runbook", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/api/account", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/alive", HttpStatusCode.OK)]
    [InlineData("Development", "GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("Development", "GET", "/api/roadmaps?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("Development", "GET", "/api/roadmaps?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("Development", "GET", "/api/roadmaps", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Development", "PUT", "/api/roadmaps", HttpStatusCode.MethodNotAllowed)]
    [InlineData("Production", "GET", "/", HttpStatusCode.OK)]
    [InlineData("Production", "GET", "/signed-out.html", HttpStatusCode.OK)]
    [InlineData("Production", "GET", "/operations", HttpStatusCode.Unauthorized)]
    [InlineData("Production", "GET", "/api/roadmaps", HttpStatusCode.Unauthorized)]
    public async Task Every_answer_tells_browsers_what_it_may_do(string environment, string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await servers.Of(environment, key: "").SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        AssertCommon(response);
    }

    [Fact]
    public async Task The_reference_of_the_API_may_run_its_own_scripts_but_not_be_framed()
    {
        using var response = await servers.Of("Development", key: "")
            .GetAsync(new Uri("/scalar/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains(
            "frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        AssertCommon(response);
    }

    [Theory]
    [InlineData("/api/account")]
    [InlineData("/main.js")]
    public async Task No_other_sites_page_may_read_an_answer(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        using var response = await servers.Of("Development", key: "").SendAsync(request, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        AssertCommon(response);
    }

    private static void AssertCommon(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }
}
