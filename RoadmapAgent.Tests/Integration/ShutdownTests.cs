using System.Collections.Concurrent;
using System.Diagnostics;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// Ends a separate AppHost process in every possible way. On an idle machine all processes are gone after 4 to 11 s; these tests allow a
/// loaded machine more time.
/// </summary>
public sealed class ShutdownTests
{
    private const string Healthy = "The fleet is healthy";
    private const string Starting = "Distributed application starting";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(1);

    // Background processes of a shell ignore SIGINT, and their children inherit that.
    private static readonly string[] Program = ["env", "--default-signal=INT", "dotnet", AppHostProgram.Path];
    private static readonly string[] DotnetRun =
        ["dotnet", "run", "--project", Projects.RoadmapAgent_AppHost.ProjectPath, "--configuration", AppHostProgram.Configuration, "--no-build", "--no-launch-profile", "--"];

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    [InlineData("TERM", Explicit = true)]
    [InlineData("HUP", Explicit = true)]
    public async Task A_healthy_fleet_leaves_no_processes_after_a_signal(string signal)
    {
        await using var run = new Run(Program);
        await run.UntilAsync(Healthy);
        Assert.True(run.Left.Count > 8, "The fleet's processes cannot be found.");

        await run.EndAsync(signal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM", Explicit = true)]
    [InlineData("KILL", Explicit = true)]
    public async Task A_fleet_that_is_starting_its_servers_leaves_no_processes_after_a_signal(string signal)
    {
        await using var run = new Run(Program);
        await run.UntilAsync(Starting);
        await Eventually.TrueAsync(
            StartPatience, () => run.Output, () => Task.FromResult(run.Left.Any(process => process.Name == "beam.smp")));

        await run.EndAsync(signal);

        Assert.False(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
    }

    [Fact]
    public async Task A_data_directory_has_one_fleet_at_a_time_which_the_stop_command_stops()
    {
        await using var run = new Run(Program);
        await run.UntilAsync(Starting);

        var second = await AppHostProgram.RunAsync([.. AppHostProgram.LaunchProfile, "--Fleet:Servers=Processes", run.DataDirectory]);
        var stop = await AppHostProgram.RunAsync("stop", run.DataDirectory);
        var again = await AppHostProgram.RunAsync("stop", run.DataDirectory);

        Assert.Equal(1, second.Code);
        Assert.Matches(
            "^The data directory '.+' is in use by another run of this application, process [0-9]+: stop it with ./run.sh stop, or choose another",
            second.Error);
        Assert.Equal((0, ""), (stop.Code, stop.Error));
        Assert.Matches("^The fleet of process [0-9]+ has stopped; its data is kept.\n$", stop.Output);
        Assert.Equal(1, again.Code);
        Assert.StartsWith("No fleet is running on '", again.Error, StringComparison.Ordinal);
        await run.EndedAsync();
        Assert.False(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
    }

    [Fact]
    public async Task A_fleet_leaves_no_processes_when_dotnet_run_is_killed()
    {
        await using var run = new Run(DotnetRun);
        await run.UntilAsync(Starting);

        await run.EndAsync("KILL");
    }

    [Fact(Explicit = true)]
    public async Task A_fleet_leaves_no_processes_when_its_terminal_is_closed()
    {
        await using var run = new Run(["script", "--quiet", "--command", string.Join(' ', Program), "/dev/null"], joined: true);
        await run.UntilAsync(Healthy);

        await run.EndAsync("KILL");
    }

    /// <summary>A started AppHost and everything below it.</summary>
    private sealed class Run : IAsyncDisposable
    {
        // Inherited by every process of the fleet, to distinguish them from those of other tests.
        private readonly string _mark = Guid.NewGuid().ToString("N");
        private readonly ServerDirectory _directory = new();
        private readonly ConcurrentQueue<string> _output = new();
        private readonly Process _process;

        public Run(string[] command, bool joined = false)
        {
            string[] arguments =
            [
                "--Fleet:Servers=Processes",
                DataDirectory,
                "--DcpPublisher:RandomizePorts=true",
                .. AppHostProgram.LaunchProfile,
            ];
            var start = new ProcessStartInfo(
                command[0],
                joined ? [.. command[1..3], $"{command[3]} {string.Join(' ', arguments)}", command[4]] : [.. command[1..], .. arguments])
            {
                WorkingDirectory = Projects.RoadmapAgent_AppHost.ProjectPath,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ROADMAP_TEST_RUN"] = _mark },
            };
            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
            _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public string DataDirectory => $"--Fleet:DataDirectory={_directory.Path}";

        public string Output => string.Join(Environment.NewLine, _output);

        public IReadOnlyList<LocalProcess> Left => LocalProcesses.With($"ROADMAP_TEST_RUN={_mark}");

        public Task UntilAsync(string said) =>
            Eventually.TrueAsync(
                StartPatience, () => Output, () => Task.FromResult(_output.Any(line => line.Contains(said, StringComparison.Ordinal))));

        public async Task EndAsync(string signal)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await EndedAsync();
        }

        public Task EndedAsync() => Eventually.TrueAsync(
            EndPatience, () => $"these still run: {string.Join(", ", Left)}", () => Task.FromResult(Left.Count == 0));

        public async ValueTask DisposeAsync()
        {
            foreach (var process in Left)
            {
                using var kill = Process.Start("kill", ["-KILL", $"{process.Id}"]);
                await kill.WaitForExitAsync();
            }

            _process.Dispose();
            await _directory.DisposeAsync();
        }
    }
}
