using System.Net;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

/// <summary>Bearer tokens of a real authority.</summary>
public sealed class TokenTests(AuthorityApi api) : IClassFixture<AuthorityApi>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Roles = ["learner", "operator"];

    /// <summary>What makes a token worthless.</summary>
    public static TheoryData<string> Faults => [.. Changes.Keys];

    private static Dictionary<string, Action<SecurityTokenDescriptor>> Changes { get; } = new()
    {
        ["expired"] = token => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddMinutes(-2)),
        ["not valid yet"] = token => token.NotBefore = DateTime.UtcNow.AddMinutes(5),
        ["without an end"] = token => token.Expires = null,
        ["for another audience"] = token => token.Audience = "another-api",
        ["without an audience"] = token => token.Audience = null,
        ["for the pages"] = token => token.Audience = Authority.Client,
        ["of another issuer"] = token => token.Issuer = "https://id.example/",
        ["without a subject"] = token => token.Claims.Remove("sub"),
        ["with an empty subject"] = token => token.Claims["sub"] = "",
        ["of another key"] = token => token.SigningCredentials = new(Authority.NewKey(), SecurityAlgorithms.RsaSha256),
        ["not signed"] = token => token.SigningCredentials = null,
        ["signed with the public key as a secret"] = token =>
        {
            var key = (RsaSecurityKey)token.SigningCredentials.Key;
            var published = Encoding.ASCII.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem());
            token.SigningCredentials = new(new SymmetricSecurityKey(published) { KeyId = key.KeyId }, SecurityAlgorithms.HmacSha256);
        },
    };

    [Fact]
    public async Task A_token_says_who_somebody_is()
    {
        using var response = await api.AskAsync(api.Authority.Token());
        var account = await AuthorityApi.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Jane Doe", account.GetProperty("name").GetString());
        Assert.Equal(Owner.Of(api.Authority.Address, "248289761001").Id, account.GetProperty("id").GetGuid());
        Assert.False(account.GetProperty("isOperator").GetBoolean());
        Assert.Empty(account.GetProperty("identities").EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_token_is_refused_if_it_is(string fault)
    {
        using var response = await api.AskAsync(api.Authority.Token(Changes[fault]));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task What_is_no_token_is_refused(string token)
    {
        using var response = await api.AskAsync(token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_whose_text_has_been_changed_is_refused()
    {
        var parts = api.Authority.Token().Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("248289761001", "248289761002", StringComparison.Ordinal);
        using var response = await api.AskAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_claim_of_the_token_cannot_make_somebody_another_owner()
    {
        var other = Owner.Of(api.Authority.Address, "somebody else").Id.ToString();
        using var response = await api.AskAsync(api.Authority.Token(token => token.Claims["owner"] = other));

        Assert.Equal(
            Owner.Of(api.Authority.Address, "248289761001").Id, (await AuthorityApi.ReadAsync(response)).GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("role", "learner", HttpStatusCode.Forbidden)]
    [InlineData("roles", "operator", HttpStatusCode.Forbidden)]
    [InlineData("role", "operator", HttpStatusCode.NotFound)]
    public async Task The_configured_claim_makes_an_operator(string? claim, string? value, HttpStatusCode expected)
    {
        // Without a declared fleet the budget's route answers 404 to an operator.
        using var response = await api.AskAsync(
            api.Authority.Token(token => token.Claims[claim ?? "other"] = value ?? ""), "/api/operations/budget");

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_list_of_roles_may_contain_the_operators()
    {
        using var response = await api.AskAsync(
            api.Authority.Token(token => token.Claims["role"] = Roles), "/api/operations/budget");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_is_told_to_sign_in()
    {
        using var response = await api.AskAsync(token: null, "/api/roadmaps");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task New_keys_of_the_authority_are_fetched_and_old_ones_are_worth_nothing_any_more()
    {
        // Keys of its own, because they are fetched again at most once in five minutes.
        await using var other = new AuthorityApi();
        await other.InitializeAsync();
        var before = other.Authority.Token();
        using var first = await other.AskAsync(before);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        other.Authority.RotateKey();

        var after = other.Authority.Token();
        await Eventually.TrueAsync(
            Patience, () => "the new key is not accepted", async () => await StatusAsync(after) == HttpStatusCode.OK);
        await Eventually.TrueAsync(
            Patience, () => "the old key is still accepted", async () => await StatusAsync(before) == HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> StatusAsync(string token)
        {
            using var response = await other.AskAsync(token);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_is_an_outage_and_not_a_wrong_token()
    {
        await using var server = new ApiServer(
            "Production",
            ("Identity:Authority", "http://127.0.0.1:1"),
            ("Identity:ClientId", "pages"),
            ("Identity:Audience", Authority.Audience));
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/account");
        request.Headers.Authorization = new("Bearer", api.Authority.Token());
        using var refused = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.All([refused, page], response => Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode));
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Keys_are_counted_while_the_authority_does_not_answer()
    {
        await using var server = new ApiServer(
            "Production",
            ("Identity:Authority", "http://127.0.0.1:1"),
            ("Identity:ClientId", "pages"),
            ("Identity:Audience", Authority.Audience),
            ("Operations:Key", AuthorityApi.OperatorsKey),
            ("Limits:WrongKeysPerMinute", "2"));
        using var client = server.CreateClient();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("a guess"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("another guess"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync("a third guess"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(AuthorityApi.OperatorsKey));

        async Task<HttpStatusCode> AskAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/operations/budget");
            request.Headers.Add("Authorization", $"Bearer {key}");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }
}
