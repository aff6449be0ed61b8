using System.Net;
using System.Text.RegularExpressions;
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
    public async Task The_reference_of_the_API_runs_only_scripts_of_ours_and_its_own_which_no_other_answer_could_contain()
    {
        var first = await ScriptsOfReferenceAsync();
        var second = await ScriptsOfReferenceAsync();

        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("Production", "https", "roadmaps.example", true)]
    [InlineData("Production", "http", "roadmaps.example", false)]
    [InlineData("Production", "https", "localhost", false)]
    [InlineData("Development", "https", "localhost", false)]
    public async Task Browsers_are_told_to_come_back_over_TLS_only(string environment, string scheme, string host, bool expected)
    {
        await using var server = new ApiServer(
            environment, ("ForwardedHeaders_Enabled", "true"), ("Identity:AllowedHosts", "roadmaps.example;localhost"));
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/alive");
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", scheme);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            expected ? ["max-age=31536000"] : [],
            response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values : []);
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

    /// <summary>The nonce that the policy of the reference allows, which each of its scripts within the page has.</summary>
    private async Task<string> ScriptsOfReferenceAsync()
    {
        using var response = await servers.Of("Development", key: "")
            .GetAsync(new Uri("/scalar/", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var nonce = Assert.Single(Regex.Matches(policy, "script-src 'self' 'nonce-([^']+)'")).Groups[1].Value;
        var scripts = Regex.Matches(page, "<script(?<attributes>[^>]*)>");

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Groups["attributes"].Value, StringComparison.Ordinal));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        AssertCommon(response);
        return nonce;
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
