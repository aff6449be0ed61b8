using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Migrations;

namespace RoadmapAgent.Tests.Unit.Data.Migrations;

public sealed class UpgradeLogTests
{
    private readonly HeardLogs<UpgradeLog> _heard = new();

    [Fact]
    public void Words_are_passed_on_with_their_values()
    {
        new UpgradeLog(_heard).LogWarning("Script {0} took {1} s", "0001", 1.5);

        Assert.Equal([(LogLevel.Warning, "Script 0001 took 1.5 s")], _heard.Lines);
    }

    [Fact]
    public void Braces_in_words_without_values_are_just_braces()
    {
        new UpgradeLog(_heard).LogInformation("SELECT '{\"a\": 1}'::jsonb");

        Assert.Equal([(LogLevel.Debug, "SELECT '{\"a\": 1}'::jsonb")], _heard.Lines);
    }

    [Fact]
    public void An_error_is_left_to_whoever_started_the_upgrade()
    {
        new UpgradeLog(_heard).LogError(new InvalidOperationException("no"), "Upgrade failed due to an unexpected exception:\r\n{0}", "no");

        Assert.All(_heard.Lines, line => Assert.Equal(LogLevel.Debug, line.Level));
    }
}
