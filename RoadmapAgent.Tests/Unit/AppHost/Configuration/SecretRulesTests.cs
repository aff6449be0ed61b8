using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.Tests.Unit.AppHost.Configuration;

public sealed class SecretRulesTests
{
    [Theory]
    [InlineData("Parameters:messaging-password", "ü")]
    [InlineData("Parameters:messaging_password", "ü")]
    [InlineData("Parameters:messaging-password", "")]
    [InlineData("Parameters:messaging-password", "two\nlines")]
    [InlineData("Parameters:messaging-password", "SCRAM-SHA-256$4096:c2FsdA==$a:b")]
    public void A_password_that_would_not_work_everywhere_is_refused_by_name(string key, string value)
    {
        var refusal = Assert.Throws<FleetException>(() => SecretRules.CheckPassword(With(key, value), "messaging-password"));

        Assert.StartsWith("Parameters:messaging-password must ", refusal.Message, StringComparison.Ordinal);
        Assert.True(value.Length == 0 || !refusal.Message.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_printable_ASCII_character_is_valid_in_a_password() => SecretRules.CheckPassword(
        With("Parameters:messaging-password", string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code))),
        "messaging-password");

    [Fact]
    public void A_parameter_without_a_value_is_generated_and_not_refused()
    {
        SecretRules.CheckPassword(With("Parameters:other", "x"), "messaging-password");
        SecretRules.CheckHeader(With("Parameters:other", "x"), "operations-key");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(" leading")]
    [InlineData("schlüssel")]
    public void A_key_that_cannot_be_sent_in_a_header_is_refused(string value) => Assert.StartsWith(
        "Parameters:operations-key must be visible ASCII characters",
        Assert.Throws<FleetException>(() => SecretRules.CheckHeader(With("Parameters:operations-key", value), "operations-key")).Message,
        StringComparison.Ordinal);

    private static IConfiguration With(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}
