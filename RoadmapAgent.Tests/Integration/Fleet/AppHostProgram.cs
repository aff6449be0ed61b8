using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>The AppHost as a program of its own.</summary>
internal static class AppHostProgram
{
    private const string Name = "RoadmapAgent.AppHost";

    /// <summary>What the tests, and it, were built as.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>
    /// Where its build puts it. The copy beside the tests lacks what they take from ASP.NET Core's framework and the AppHost from packages.
    /// </summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Configuration, $"{Name}.dll"));

    /// <summary>What a launch profile says, with ports of the machine's choice.</summary>
    public static IReadOnlyList<string> LaunchProfile { get; } =
    [
        "--environment=Development", "--ASPNETCORE_URLS=http://localhost:0", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317", "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true",
    ];

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<(int Code, string Output, string Error)> RunAsync(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. arguments])
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
