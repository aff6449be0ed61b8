using System.Net;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

/// <summary>A person in front of a browser.</summary>
public sealed class SignInTests(AuthorityApi api) : IClassFixture<AuthorityApi>
{
    private readonly Dictionary<string, string> _cookies = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_sends_somebody_to_the_authority_and_back_to_the_page()
    {
        using var challenge = await OpenAsync("/operations?tab=history");
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        Assert.StartsWith(api.Authority.Address, challenge.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", challenge.Headers.Location.Query, StringComparison.Ordinal);
        Assert.Contains("response_type=code", challenge.Headers.Location.Query, StringComparison.Ordinal);

        using var back = await FollowAsync(challenge.Headers.Location);

        Assert.Equal("/operations?tab=history", back.Headers.Location?.OriginalString);
        var cookie = Assert.Single(
            back.Headers.GetValues("Set-Cookie"), set => set.StartsWith("__Host-roadmap-agent=", StringComparison.Ordinal));
        Assert.All(
            (string[])["path=/", "secure", "samesite=lax", "httponly"],
            attribute => Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);

        // Who is not an operator has an account, but no operations.
        using var operations = await OpenAsync("/operations");
        Assert.Equal(HttpStatusCode.Forbidden, operations.StatusCode);
        using var response = await OpenAsync("/api/account");
        var account = await AuthorityApi.ReadAsync(response);
        Assert.Equal(Owner.Of(api.Authority.Address, "248289761001").Id, account.GetProperty("id").GetGuid());
        Assert.Equal("Jane Doe", account.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Pages_and_tokens_make_the_same_owner()
    {
        await SignInAsync();
        using var page = await OpenAsync("/api/account");
        using var token = await api.AskAsync(api.Authority.Token());

        Assert.Equal(
            (await AuthorityApi.ReadAsync(page)).GetProperty("id").GetGuid(),
            (await AuthorityApi.ReadAsync(token)).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await SignInAsync();
        using var signedOut = await SendAsync(HttpMethod.Post, "/sign-out");
        Assert.Equal(HttpStatusCode.OK, signedOut.StatusCode);

        using var response = await OpenAsync("/api/account", "cors");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/signout-oidc")]
    [InlineData("/signout-callback-oidc")]
    public async Task A_link_does_not_end_the_session(string path)
    {
        await SignInAsync();
        using var followed = await OpenAsync(path, "navigate");
        Assert.Equal(HttpStatusCode.NotFound, followed.StatusCode);

        using var response = await OpenAsync("/api/account", "cors");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Signing_out_leads_to_the_authority_which_ends_its_session_and_back()
    {
        await SignInAsync();
        using var signedOut = await SendAsync(HttpMethod.Post, "/sign-out");
        var location = (await AuthorityApi.ReadAsync(signedOut)).GetProperty("location").GetString()!;
        Assert.StartsWith($"{api.Authority.Address}end-session?", location, StringComparison.Ordinal);

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await client.GetAsync(new Uri(location), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("/signed-out.html", back.Headers.Location?.AbsolutePath);
        Assert.Equal(["248289761001"], api.Authority.SignedOut);
    }

    [Fact]
    public async Task Without_a_session_signing_out_gives_the_authority_no_hint()
    {
        using var signedOut = await SendAsync(HttpMethod.Post, "/sign-out");
        var location = (await AuthorityApi.ReadAsync(signedOut)).GetProperty("location").GetString()!;

        Assert.DoesNotContain("id_token_hint", location, StringComparison.Ordinal);
        Assert.Contains("client_id=pages", location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/account", "cors")]
    [InlineData("/api/operations/budget", "cors")]
    [InlineData("/operations/operations.js", "no-cors")]
    public async Task A_script_is_told_to_sign_in_and_never_prompts_for_the_operators_key(string path, string mode)
    {
        using var response = await OpenAsync(path, mode);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    [Theory]
    [InlineData("?error=access_denied")]
    [InlineData("?code=stolen&state=forged")]
    [InlineData("")]
    public async Task What_the_authority_did_not_answer_to_us_signs_nobody_in(string answer)
    {
        using var response = await OpenAsync($"/signin-oidc{answer}");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(_cookies.Keys, name => name.StartsWith("__Host-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/#/roadmaps/1", "/#/roadmaps/1")]
    [InlineData("/operations", "/operations")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\nSet-Cookie: a=b", "/")]
    public void The_way_back_leads_to_a_path_of_ours(string? path, string expected) => Assert.Equal(expected, SessionApi.OwnPath(path));

    private async Task SignInAsync()
    {
        using var challenge = await OpenAsync("/sign-in?to=/");
        using var back = await FollowAsync(challenge.Headers.Location!);
        Assert.Equal("/", back.Headers.Location?.OriginalString);
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri toAuthority)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(toAuthority, Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Cancellation));
        return await OpenAsync(answer.Headers.Location!.PathAndQuery);
    }

    private Task<HttpResponseMessage> OpenAsync(string path, string mode = "navigate") =>
        SendAsync(HttpMethod.Get, path, ("Sec-Fetch-Mode", mode), ("Accept", "text/html,application/json"));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await api.Client.SendAsync(request, Cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var pair in cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
            {
                if (pair[1].Length == 0)
                {
                    _cookies.Remove(pair[0]);
                }
                else
                {
                    _cookies[pair[0]] = pair[1];
                }
            }
        }

        return response;
    }
}
