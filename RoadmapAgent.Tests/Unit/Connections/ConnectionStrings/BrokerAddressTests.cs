using FsCheck;
using FsCheck.Fluent;
using RabbitMQ.Client;
using RoadmapAgent.Connections.ConnectionStrings;

namespace RoadmapAgent.Tests.Unit.Connections.ConnectionStrings;

public sealed class BrokerAddressTests
{
    [Fact]
    public void Any_login_round_trips_through_the_address() => Prop.ForAll(
        Arb.From(Gen.Choose(' ', '~').Select(character => (char)character).ArrayOf().Select(text => new string(text))),
        password =>
        {
            var address = BrokerAddress.Read(
                "ConnectionStrings:messaging", $"amqp://{Uri.EscapeDataString($"u{password}")}:{Uri.EscapeDataString(password)}@h:1234/v");
            var factory = new ConnectionFactory { Uri = address };

            Assert.Equal(($"u{password}", password, "h", 1234), (factory.UserName, factory.Password, factory.HostName, factory.Port));
        }).Check(PropertyCases.Of(300));

    [Theory]
    [InlineData("amqp://host")]
    [InlineData("amqps://u:p@host/v%2Fhost?heartbeat=10")]
    [InlineData("amqp://u:p@[::1]:5672")]
    public void An_address_without_a_login_or_with_encryption_is_valid(string address) =>
        Assert.Equal(new Uri(address), BrokerAddress.Read("ConnectionStrings:messaging", address));

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData("http://u:p@host")]
    [InlineData("amqp://u:p/w@host")]
    [InlineData("amqp://u:12/w@host")]
    [InlineData("amqp://u:p#w@host")]
    [InlineData("amqp://u:p:q@host")]
    [InlineData("amqp://u:p@host/v/w")]
    public void An_address_that_is_not_valid_is_refused_without_being_quoted(string address)
    {
        var refusal = Assert.Throws<ArgumentException>(() => BrokerAddress.Read("ConnectionStrings:messaging", address));

        Assert.StartsWith("ConnectionStrings:messaging is not valid: it must be a URI, amqp://", refusal.Message, StringComparison.Ordinal);
        Assert.Null(refusal.InnerException);
    }
}
