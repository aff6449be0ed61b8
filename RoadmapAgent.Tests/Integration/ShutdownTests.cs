using System.Collections.Concurrent;
using System.Diagnostics;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The AppHost as a program of its own, ended in every way that there is.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Nothing_is_left_twenty_seconds_after_the_AppHost_was_told_to_end(string signal)
    {
        await using var directory = new ServerDirectory();
        var output = new ConcurrentQueue<string>();
        // Every process of the fleet inherits this, so that they can be told from those of other tests.
        var mark = $"ROADMAP_TEST_RUN={Guid.NewGuid():N}";
        using var appHost = Start(directory.Path, mark, output);
        await Eventually.TrueAsync(StartPatience, () => string.Join(Environment.NewLine, output), () => Task.FromResult(output.Any(line => line.Contains("The fleet is healthy", StringComparison.Ordinal))));
        Assert.True(LocalProcesses.With(mark).Count > 8, "The fleet's processes cannot be found.");

        using var kill = Process.Start("kill", [$"-{signal}", $"{appHost.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(EndPatience, () => $"these still run: {string.Join(", ", LocalProcesses.With(mark))}", () => Task.FromResult(LocalProcesses.With(mark).Count == 0));
    }

    private static Process Start(string directory, string mark, ConcurrentQueue<string> output)
    {
        // A shell ignores INT for what it runs in the background, and so would everything below it.
        var start = new ProcessStartInfo("env",
        [
            "--default-signal=INT", "dotnet", AppHostProgram.Path, "--Fleet:Servers=Processes", $"--Fleet:DataDirectory={directory}", "--DcpPublisher:RandomizePorts=true",
            .. AppHostProgram.LaunchProfile,
        ])
        {
            WorkingDirectory = Projects.RoadmapAgent_AppHost.ProjectPath,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[mark.Split('=')[0]] = mark.Split('=')[1];
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
