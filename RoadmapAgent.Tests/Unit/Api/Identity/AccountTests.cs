using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Unit.Api.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

public sealed class AccountTests(ApiServers servers) : IClassFixture<ApiServers>
{
    [Theory]
    [InlineData(null, "Ada", "ada")]
    [InlineData("roadmap-agent-identity=ada", "Ada", "ada")]
    [InlineData("roadmap-agent-identity=grace", "Grace", "grace")]
    [InlineData("roadmap-agent-identity=somebody", "Ada", "ada")]
    [InlineData("another=grace", "Ada", "ada")]
    public async Task In_development_a_cookie_chooses_between_two_identities(string? cookie, string name, string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/account");
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var response = await servers.Of("Development", key: "").SendAsync(request, TestContext.Current.CancellationToken);
        var account = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal(name, account.GetProperty("name").GetString());
        Assert.Equal(Owner.Of("local", subject).Id, account.GetProperty("id").GetGuid());
        Assert.True(account.GetProperty("isOperator").GetBoolean());
        Assert.Equal(2, account.GetProperty("identities").GetArrayLength());
    }

    [Fact]
    public async Task The_operators_key_stands_for_no_person_and_has_no_account()
    {
        const string Key = "a-key";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/account");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Key}");
        using var response = await servers.Of("Development", Key).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
