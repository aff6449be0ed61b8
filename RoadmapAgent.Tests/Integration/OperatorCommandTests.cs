using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The commands of the AppHost's program that are sent to a running fleet.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class OperatorCommandTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private readonly string _fleet = $"--Fleet:DataDirectory={fleet.DataDirectory}";

    [Fact]
    public async Task Status_lists_every_process_with_its_health()
    {
        var (code, output, error) = await AppHostProgram.RunAsync("status", _fleet);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"The fleet of process {Environment.ProcessId} is ", output, StringComparison.Ordinal);
        Assert.All(
            ["postgres", "pgbouncer", "messaging", "api", "logs", "content", "workflow"],
            name => Assert.Matches($"(?m)^  {name} +Running +Healthy *$", output));
        Assert.DoesNotContain(FleetFixture.SecretMark, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_and_resume_are_those_of_the_pooler()
    {
        var paused = await AppHostProgram.RunAsync("pause", "--stay", _fleet);
        var resumed = await AppHostProgram.RunAsync("resume", _fleet);
        var again = await AppHostProgram.RunAsync("resume", "--Fleet:DataDirectory", fleet.DataDirectory);

        Assert.Equal((0, 0, 0), (paused.Code, resumed.Code, again.Code));
        Assert.StartsWith("pgbouncer: Paused until you run Resume.", paused.Output, StringComparison.Ordinal);
        Assert.StartsWith("pgbouncer: Clients get server connections again.", resumed.Output, StringComparison.Ordinal);
        Assert.StartsWith("pgbouncer: Nothing was paused.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requeue_empties_the_error_queues_of_all_workers_or_of_one()
    {
        var all = await AppHostProgram.RunAsync("requeue", _fleet);
        var one = await AppHostProgram.RunAsync("requeue", "logs", _fleet);
        var unknown = await AppHostProgram.RunAsync("requeue", "lgs", _fleet);

        Assert.Equal((0, 0, 1), (all.Code, one.Code, unknown.Code));
        Assert.Equal(["logs", "content", "workflow"], all.Output.Trim().Split('\n').Select(line => line.Split(':')[0]));
        Assert.Equal("logs: The error queue execution-logs_dead is empty.", one.Output.Trim());
        Assert.Equal("The worker must be one of logs, content, workflow (was 'lgs').", unknown.Error.Trim());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("requeue")]
    [InlineData("stop")]
    public async Task Without_a_fleet_each_command_says_so(string command)
    {
        await using var directory = new ServerDirectory();

        var (code, output, error) = await AppHostProgram.RunAsync(command, $"--Fleet:DataDirectory={directory.Path}");

        Assert.Equal((1, "", $"No fleet is running on '{directory.Path}'."), (code, output, error.Trim()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }
}
