using Microsoft.AspNetCore.Http;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.ServiceSettings;

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
        Assert.Equal(expected, new HostNames(names).Contain(new HostString(host).Host));

    [Theory]
    [InlineData("https://roadmaps.example")]
    [InlineData("roadmaps.example:8443")]
    [InlineData("roadmaps.example/")]
    [InlineData("*example")]
    [InlineData("*.*")]
    [InlineData("[2001:db8::7]:8443")]
    [InlineData("roadmaps example")]
    public void What_is_no_name_is_found(string name) => Assert.Equal([name], new HostNames($"a.example;{name};*.b.example;*").Invalid);
}
