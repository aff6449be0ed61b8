using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Tests.Unit.Api.Limits;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

public sealed class HostNamesTests
{
    [Theory]
    [InlineData("roadmaps.example", "roadmaps.example", true)]
    [InlineData("roadmaps.example", "Roadmaps.Example:8443", true)]
    [InlineData("a.example; roadmaps.example", "roadmaps.example", true)]
    [InlineData("*.roadmaps.example", "www.roadmaps.example", true)]
    [InlineData("192.0.2.7;[2001:db8::7]", "[2001:db8::7]:8443", true)]
    [InlineData("*", "evil.example", true)]
    [InlineData("roadmaps.example", "evil.example", false)]
    [InlineData("roadmaps.example", "roadmaps.example.evil.example", false)]
    [InlineData("roadmaps.example", "www.roadmaps.example", false)]
    [InlineData("*.roadmaps.example", "roadmaps.example", false)]
    [InlineData("*.roadmaps.example", ".roadmaps.example", false)]
    [InlineData("*.roadmaps.example", "evilroadmaps.example", false)]
    [InlineData("*", "", false)]
    [InlineData("", "localhost", false)]
    public void A_host_is_allowed_if_it_is_named(string names, string host, bool expected) =>
        Assert.Equal(expected, new HostNames(names).Contain(new HostString(host)));

    [Theory]
    [InlineData("https://roadmaps.example")]
    [InlineData("roadmaps.example:8443")]
    [InlineData("roadmaps.example/")]
    [InlineData("*example")]
    [InlineData("*.*")]
    [InlineData("[2001:db8::7]:8443")]
    [InlineData("roadmaps example")]
    public void What_is_no_name_is_found(string name) => Assert.Equal([name], new HostNames($"a.example;{name};*.b.example;*").Invalid);

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
}
