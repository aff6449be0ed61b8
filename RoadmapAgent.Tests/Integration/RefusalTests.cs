using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The AppHost, run from the command line.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_fleet_that_could_exhaust_PostgreSQL_exits_with_code_1_and_remedies_and_starts_nothing()
    {
        await using var directory = new ServerDirectory();
        var (code, _, error) = await AppHostProgram.RunAsync(
            [.. AppHostProgram.LaunchProfile, "--Fleet:Servers=Processes", $"--Fleet:DataDirectory={directory.Path}", "--Fleet:Profile=Seed", "--Fleet:Topology=Direct"]);

        Assert.Equal(1, code);
        Assert.Contains("8 x pool 15", error, StringComparison.Ordinal);
        Assert.Contains("set Fleet:Topology (Direct) to Pooled", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Containers_are_refused_when_no_container_runtime_responds()
    {
        // The variables that take precedence in Docker's and Podman's clients.
        var nowhere = new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere", ["CONTAINER_HOST"] = "unix:///nowhere" };

        var (code, _, error) = await AppHostProgram.RunAsync(nowhere, [.. AppHostProgram.LaunchProfile, "--Fleet:Servers=Containers"]);

        Assert.Equal(1, code);
        Assert.Equal(
            "Fleet:Servers is 'Containers', but no container runtime answers: "
            + "start Docker or Podman, or set Fleet:Servers to Processes or Hosted.",
            error.Trim());
    }

    [Fact]
    public async Task The_budget_command_prints_the_table_and_compares_hypothetical_settings()
    {
        var (holds, table, _) = await AppHostProgram.RunAsync("budget", "--Fleet:Profile=Seed");
        var (broken, comparison, _) = await AppHostProgram.RunAsync("budget", "--what-if", "Fleet:Services:content:Share=70");
        var (_, json, _) = await AppHostProgram.RunAsync("budget", "--json", "--what-if", "Fleet:Services:content:Replicas=20");
        var (wrong, _, message) = await AppHostProgram.RunAsync("budget", "--what-if", "content");

        Assert.Equal((0, 1, 1), (holds, broken, wrong));
        Assert.Contains("This fleet cannot exhaust", table.Replace("this", "This", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("BROKEN", comparison, StringComparison.Ordinal);
        Assert.Equal(320, System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("after").GetProperty("lines").EnumerateArray()
            .Single(line => line.GetProperty("inequality").GetString() == "clients" && line.GetProperty("who").GetString() == "content")
            .GetProperty("demand")
            .GetInt32());
        Assert.Contains(
            "--what-if must be followed by a setting and its value, such as Fleet:Services:content:Replicas=20 (was 'content').",
            message,
            StringComparison.Ordinal);
    }
}
