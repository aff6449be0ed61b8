using System.Net;
using Microsoft.AspNetCore.Http;
using RoadmapAgent.Api.Identity;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

public sealed class LoopbackOnlyTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LocalHost:5380", true)]
    [InlineData("api.dev.localhost:5380", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.3.4:80", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::1]:5380", true)]
    [InlineData("", false)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("evillocalhost", false)]
    [InlineData("127.0.0.1.nip.io", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("[fe80::1]", false)]
    public void A_host_is_this_machine_if_no_name_server_can_say_otherwise(string host, bool expected) =>
        Assert.Equal(expected, LoopbackOnly.IsLoopback(new HostString(host)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.2", true)]
    [InlineData("192.168.0.7", false)]
    [InlineData("::ffff:192.168.0.7", false)]
    [InlineData("fe80::1", false)]
    public void A_client_is_on_this_machine_if_its_address_is_a_loopback_address(string address, bool expected) =>
        Assert.Equal(expected, LoopbackOnly.IsLoopback(IPAddress.Parse(address)));

    [Theory]
    [InlineData("/")]
    [InlineData("/main.js")]
    [InlineData("/api/account")]
    [InlineData("/api/roadmaps")]
    [InlineData("/api/operations/budget")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nothing")]
    public async Task Another_name_for_this_machine_is_refused_whatever_is_asked_for(string path)
    {
        var answer = await api.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("Identity:Authority", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.2:5380")]
    [InlineData("[::1]:5380")]
    public async Task Every_name_of_this_machine_is_served(string host) => Assert.StartsWith(
        "HTTP/1.1 200 ",
        await api.SendRawAsync($"GET /api/account HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
        StringComparison.Ordinal);
}
