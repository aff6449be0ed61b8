using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A started AppHost and everything below it.</summary>
internal sealed partial class AppHostRun : IAsyncDisposable
{
    /// <summary>What the AppHost prints when its fleet is healthy.</summary>
    public const string Healthy = "The fleet is healthy";

    // The truncated name of the program that 'dotnet run' starts; the services are started with 'dotnet'.
    private const string BelowDotnetRun = "RoadmapAgent.Ap";

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(1);

    // Inherited by every process of the fleet, to distinguish them from those of other tests.
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly ServerDirectory _directory = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    /// <param name="command">The command that starts it, such as <see cref="Program"/>.</param>
    /// <param name="joined">Whether the command is an argument of a shell.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="environment">Environment variables, besides those of the tests.</param>
    public AppHostRun(
        string[] command, bool joined = false, string[]? settings = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] arguments =
        [
            "--Fleet:Servers=Processes",
            DataDirectory,
            "--DcpPublisher:RandomizePorts=true",
            AppHostProgram.WithoutContainers,
            .. AppHostProgram.LaunchProfile,
            .. settings ?? [],
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
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The AppHost. Background processes of a shell ignore SIGINT, and their children inherit that.</summary>
    public static string[] Program { get; } = ["env", "--default-signal=INT", "dotnet", AppHostProgram.Path];

    /// <summary>The AppHost, started as a developer does: <c>dotnet run</c> is its parent.</summary>
    public static string[] DotnetRun { get; } =
    [
        "dotnet",
        "run",
        "--project",
        Projects.RoadmapAgent_AppHost.ProjectPath,
        "--configuration",
        AppHostProgram.Configuration,
        "--no-build",
        "--no-launch-profile",
        "--",
    ];

    /// <summary>The argument that selects its data directory.</summary>
    public string DataDirectory => $"--Fleet:DataDirectory={_directory.Path}";

    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Its processes that still run.</summary>
    public IReadOnlyList<LocalProcess> Left => LocalProcesses.With($"ROADMAP_TEST_RUN={_mark}");

    /// <summary>Those that the AppHost has started.</summary>
    public IReadOnlyList<LocalProcess> Children => [.. Left.Where(process => process.Id != _process.Id && process.Name != BelowDotnetRun)];

    public Task UntilAsync(string said) =>
        Eventually.TrueAsync(
            StartPatience, () => Output, () => Task.FromResult(_output.Any(line => line.Contains(said, StringComparison.Ordinal))));

    /// <summary>Has the healthy fleet plan and write a roadmap.</summary>
    public async Task CompleteRoadmapAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var api = new HttpClient { BaseAddress = new(Address().Match(Output).Groups[1].Value) };
        using var created = await api.PostAsJsonAsync(
            "/api/roadmaps",
            new { goal = "Play at weddings", currentLevel = "beginner", hoursPerWeek = 10, skipReview = true },
            cancellation);
        var id = (await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetGuid();
        var roadmap = default(JsonElement);
        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => $"roadmap {roadmap}", async () =>
        {
            roadmap = await api.GetFromJsonAsync<JsonElement>($"/api/roadmaps/{id}", cancellation);
            return roadmap.GetProperty("status").GetString() == "completed";
        });
    }

    /// <summary>Tries to start another AppHost on the same data directory, which refuses to.</summary>
    public async Task RefuseAnotherAsync()
    {
        var (code, _, error) = await AppHostProgram.RunAsync(
            [.. AppHostProgram.LaunchProfile, "--DcpPublisher:RandomizePorts=true", "--Fleet:Servers=Processes", DataDirectory]);

        Assert.Equal(1, code);
        Assert.Matches(
            "^The data directory '.+' is in use by another run of this application, process [0-9]+: "
            + "stop it with ./run.sh stop, or choose another",
            error);
    }

    /// <summary>Ends it by the command <c>stop</c>, after which its servers have stopped and no fleet is found.</summary>
    public async Task StopAsync()
    {
        var stop = await AppHostProgram.RunAsync("stop", DataDirectory);
        var servers = Left.Where(process => process.IsServer).ToList();
        var again = await AppHostProgram.RunAsync("stop", DataDirectory);

        Assert.Equal((0, ""), (stop.Code, stop.Error));
        Assert.Empty(servers);
        Assert.Matches("^The fleet of process [0-9]+ has stopped; its data is kept.\n$", stop.Output);
        Assert.Equal(1, again.Code);
        Assert.StartsWith("No fleet is running on '", again.Error, StringComparison.Ordinal);
        await EndedAsync();
        Assert.DoesNotContain("   at ", Output, StringComparison.Ordinal);
    }

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

    [GeneratedRegex(@"Learners\s+(http\S+)")]
    private static partial Regex Address();
}
