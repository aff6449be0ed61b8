using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.ServiceSettings;

public sealed class IdentitySettingsTests
{
    [Theory]
    [InlineData("https://id.example")]
    [InlineData("https://id.example/realms/learners")]
    [InlineData("http://localhost:8080/realms/learners")]
    [InlineData("http://127.0.0.1:8080")]
    public void An_authority_is_an_https_address_or_one_of_this_machine(string address) => Assert.Empty(Broken(address, "pages"));

    [Theory]
    [InlineData("http://id.example")]
    [InlineData("https://user:hush@id.example")]
    [InlineData("https://id.example?tenant=1")]
    [InlineData("ldap://id.example")]
    public void Another_address_is_refused_without_repeating_it(string address)
    {
        var problem = Assert.Single(Broken(address, "pages"));

        Assert.StartsWith("Identity:Authority must be an https address", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_needs_a_client() => Assert.Equal(
        ["Identity:ClientId is required with Identity:Authority."], Broken("https://id.example", ""));

    private static IReadOnlyList<string> Broken(string authority, string client) =>
        SettingRules.Broken(new IdentitySettings { Authority = new(authority), ClientId = client }, IdentitySettings.Section);
}
