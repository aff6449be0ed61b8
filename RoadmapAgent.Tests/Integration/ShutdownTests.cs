using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// Ends a separate AppHost process in every possible way. On an idle machine all processes are gone after 4 to 11 s; these tests allow a
/// loaded machine more time.
/// </summary>
public sealed class ShutdownTests
{
    private const string Starting = "Distributed application starting";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);

    [Theory]
    // InheritedEnvironmentTests ends its fleet with KILL, DirectTests that of 'dotnet run'.
    [InlineData("INT", Explicit = true)]
    [InlineData("TERM", Explicit = true)]
    [InlineData("HUP", Explicit = true)]
    public async Task A_healthy_fleet_leaves_no_processes_after_a_signal(string signal)
    {
        await using var run = new AppHostRun(AppHostRun.Program);
        await run.UntilAsync(AppHostRun.Healthy);
        Assert.True(run.Left.Count > 8, "The fleet's processes cannot be found.");

        await run.EndAsync(signal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM", Explicit = true)]
    [InlineData("KILL", Explicit = true)]
    public async Task A_fleet_that_is_starting_its_servers_leaves_no_processes_after_a_signal(string signal)
    {
        await using var run = new AppHostRun(AppHostRun.Program);
        await run.UntilAsync(Starting);
        await Eventually.TrueAsync(StartPatience, () => run.Output, () => Task.FromResult(run.Left.Any(IsServer)));

        await run.EndAsync(signal);

        Assert.False(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
    }

    [Fact]
    public async Task A_data_directory_has_one_fleet_at_a_time_which_the_stop_command_stops()
    {
        await using var run = new AppHostRun(AppHostRun.Program);
        await run.UntilAsync(Starting);
        await Eventually.TrueAsync(StartPatience, () => run.Output, () => Task.FromResult(run.Left.Any(IsServer)));

        var second = await AppHostProgram.RunAsync(
            [.. AppHostProgram.LaunchProfile, "--DcpPublisher:RandomizePorts=true", "--Fleet:Servers=Processes", run.DataDirectory]);
        var stop = await AppHostProgram.RunAsync("stop", run.DataDirectory);
        var servers = run.Left.Where(IsServer).ToList();
        var again = await AppHostProgram.RunAsync("stop", run.DataDirectory);

        Assert.Equal(1, second.Code);
        Assert.Matches(
            "^The data directory '.+' is in use by another run of this application, process [0-9]+: "
            + "stop it with ./run.sh stop, or choose another",
            second.Error);
        Assert.Equal((0, ""), (stop.Code, stop.Error));
        Assert.Empty(servers);
        Assert.Matches("^The fleet of process [0-9]+ has stopped; its data is kept.\n$", stop.Output);
        Assert.Equal(1, again.Code);
        Assert.StartsWith("No fleet is running on '", again.Error, StringComparison.Ordinal);
        await run.EndedAsync();
        Assert.False(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
    }

    [Fact(Explicit = true)]
    public async Task A_fleet_leaves_no_processes_when_its_terminal_is_closed()
    {
        await using var run = new AppHostRun(
            ["script", "--quiet", "--command", string.Join(' ', AppHostRun.Program), "/dev/null"], joined: true);
        await run.UntilAsync(AppHostRun.Healthy);

        await run.EndAsync("KILL");
    }

    private static bool IsServer(LocalProcess process) => process.Name is "beam.smp" or "postgres" or "pgbouncer";
}
