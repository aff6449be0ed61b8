using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.Tests.Unit.Connections.Settings;

public sealed class ProxySettingsTests
{
    [Theory]
    [InlineData(null, null, "localhost,.localhost,127.0.0.1,::1,[::1]")]
    [InlineData("", "", "localhost,.localhost,127.0.0.1,::1,[::1]")]
    [InlineData("example.com, LOCALHOST", "intern", "example.com,LOCALHOST,intern,.localhost,127.0.0.1,::1,[::1]")]
    public void Loopback_is_added_to_the_hosts_that_need_no_proxy(string? lower, string? upper, string expected) =>
        Assert.Equal(expected, ProxySettings.WithLoopback([lower, upper]));
}
