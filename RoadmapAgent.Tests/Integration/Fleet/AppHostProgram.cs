using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>The AppHost as a separate process.</summary>
internal static class AppHostProgram
{
    private const string Name = "RoadmapAgent.AppHost";

    /// <summary>The build configuration of the tests and the AppHost.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>
    /// The AppHost's own build output. The copy beside the tests lacks assemblies that only the AppHost takes from packages.
    /// </summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Configuration, $"{Name}.dll"));

    /// <summary>The settings of a launch profile, with dynamic ports.</summary>
    public static IReadOnlyList<string> LaunchProfile { get; } =
    [
        "--environment=Development",
        "--ASPNETCORE_URLS=http://localhost:0",
        "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:0",
        "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true",
    ];

    /// <summary>
    /// The setting of a fleet without containers. The orchestrator would otherwise run Docker's client every few seconds, which takes a
    /// third of the processor time of an idle fleet; where Podman is not installed, it runs nothing.
    /// </summary>
    public const string WithoutContainers = "--DcpPublisher:ContainerRuntime=podman";

    /// <summary>Runs the AppHost until it exits.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static Task<(int Code, string Output, string Error)> RunAsync(Dictionary<string, string> environment, string[] arguments) =>
        RunAsync(Path, environment, arguments);

    /// <summary>Runs a program of the application until it exits.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string program, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Projects.RoadmapAgent_AppHost.ProjectPath,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
