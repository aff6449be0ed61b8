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
    // InheritedEnvironmentTests kills the parent of its healthy fleet, DirectTests stops its own by command.
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
        await Eventually.TrueAsync(StartPatience, () => run.Output, () => Task.FromResult(run.Left.Any(process => process.IsServer)));

        await run.EndAsync(signal);

        Assert.False(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
    }

    [Fact(Explicit = true)]
    public async Task A_fleet_that_is_starting_its_servers_is_stopped_by_the_stop_command()
    {
        await using var run = new AppHostRun(AppHostRun.Program);
        await run.UntilAsync(Starting);
        await Eventually.TrueAsync(StartPatience, () => run.Output, () => Task.FromResult(run.Left.Any(process => process.IsServer)));

        await run.RefuseAnotherAsync();
        await run.StopAsync();
    }

    [Fact(Explicit = true)]
    public async Task A_fleet_leaves_no_processes_when_its_terminal_is_closed()
    {
        await using var run = new AppHostRun(
            ["script", "--quiet", "--command", string.Join(' ', AppHostRun.Program), "/dev/null"], joined: true);
        await run.UntilAsync(AppHostRun.Healthy);

        await run.EndAsync("KILL");
    }
}
