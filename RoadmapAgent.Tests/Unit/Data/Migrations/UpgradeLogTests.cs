using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using RoadmapAgent.Data.Migrations;

namespace RoadmapAgent.Tests.Unit.Data.Migrations;

public sealed class UpgradeLogTests
{
    private readonly FakeLogger<UpgradeLog> _heard = new();

    [Fact]
    public void A_message_is_logged_with_its_values()
    {
        new UpgradeLog(_heard).LogWarning("Script {0} took {1} s", "0001", 1.5);

        Assert.Equal(
            [(LogLevel.Warning, "Script 0001 took 1.5 s")], _heard.Collector.GetSnapshot().Select(line => (line.Level, line.Message)));
    }

    [Fact]
    public void Braces_in_a_message_without_values_are_kept()
    {
        new UpgradeLog(_heard).LogInformation("SELECT '{\"a\": 1}'::jsonb");

        Assert.Equal(
            [(LogLevel.Debug, "SELECT '{\"a\": 1}'::jsonb")], _heard.Collector.GetSnapshot().Select(line => (line.Level, line.Message)));
    }

    [Fact]
    public void Errors_are_logged_only_at_debug_level()
    {
        new UpgradeLog(_heard).LogError(new InvalidOperationException("no"), "Upgrade failed due to an unexpected exception:\r\n{0}", "no");

        Assert.All(_heard.Collector.GetSnapshot(), line => Assert.Equal(LogLevel.Debug, line.Level));
    }
}
