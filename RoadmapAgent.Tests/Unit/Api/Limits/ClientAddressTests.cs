using System.Net;
using RoadmapAgent.Api.Limits;

namespace RoadmapAgent.Tests.Unit.Api.Limits;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    public void A_client_cannot_get_another_limit_with_an_address_of_the_same_network(string address, string expected) =>
        Assert.Equal(expected, ClientAddress.Of(IPAddress.Parse(address)));

    [Fact]
    public void Clients_without_an_address_share_a_limit() => Assert.Equal("unknown", ClientAddress.Of(null));
}
