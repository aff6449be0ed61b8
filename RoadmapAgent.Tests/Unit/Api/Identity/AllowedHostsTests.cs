using System.Net;
using Microsoft.Extensions.Options;
using RoadmapAgent.Tests.Unit.Api.Limits;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/account")]
    [InlineData("/sign-in")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nothing")]
    public async Task Another_name_is_refused_whatever_is_asked_for(string path)
    {
        await using var api = new LimitedApi("Production", ("Identity:AllowedHosts", "roadmaps.example"));

        var refused = await api.AskAsync(path, headers: ("Host", "evil.example"));

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.Contains("Identity:AllowedHosts", refused.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.BadRequest, (await api.AskAsync(path, headers: ("Host", "roadmaps.example"))).Status);
    }

    [Fact]
    public async Task Probes_may_address_a_process()
    {
        await using var api = new LimitedApi("Production", ("Identity:AllowedHosts", "roadmaps.example"));

        Assert.Equal(HttpStatusCode.OK, (await api.AskAsync("/alive", headers: ("Host", "10.1.2.3"))).Status);
    }

    [Fact]
    public async Task In_development_an_API_with_an_authority_is_reached_by_the_names_of_this_machine()
    {
        await using var api = new LimitedApi(
            "Development", ("Identity:Authority", "https://id.invalid"), ("Identity:ClientId", "pages"));

        Assert.Equal(HttpStatusCode.OK, (await api.AskAsync("/")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.AskAsync("/", headers: ("Host", "evil.example"))).Status);
    }

    [Fact]
    public async Task Outside_development_there_is_no_start_without_a_name()
    {
        await using var server = new ApiServer(
            "Staging", ("Identity:Authority", "https://id.invalid"), ("Identity:ClientId", "pages"));

        var refusal = Assert.Throws<OptionsValidationException>(server.CreateClient);

        Assert.StartsWith(
            "Identity:AllowedHosts is required outside Development", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_there_is_no_start_without_an_authority()
    {
        await using var server = new ApiServer("Staging");

        var refusal = Assert.Throws<OptionsValidationException>(server.CreateClient);

        Assert.StartsWith(
            "Identity:Authority is required outside Development", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }
}
