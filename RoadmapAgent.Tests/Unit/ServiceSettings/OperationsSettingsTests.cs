using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.ServiceSettings;

public sealed class OperationsSettingsTests
{
    [Theory]
    [InlineData("hooks.example.org/T0/secret")]
    [InlineData("/T0/secret")]
    [InlineData("ftp://hooks.example.org/secret")]
    [InlineData("https://user:secret@hooks.example.org")]
    [InlineData("  ")]
    public void An_address_that_cannot_be_used_is_refused_without_being_repeated(string address) => Assert.Equal(
        ["Operations:Webhook must be an absolute http or https URI without a user name and a password."],
        SettingRules.Broken(new OperationsSettings { Webhook = new(address, UriKind.RelativeOrAbsolute) }, OperationsSettings.Section));

    [Theory]
    [InlineData("http://127.0.0.1:9093/alerts")]
    [InlineData("https://hooks.example.org/T0/secret?x=1")]
    public void An_http_address_is_valid(string address) =>
        Assert.Empty(SettingRules.Broken(new OperationsSettings { Webhook = new(address) }, OperationsSettings.Section));
}
