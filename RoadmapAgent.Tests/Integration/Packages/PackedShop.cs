using System.Diagnostics;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Packages;

/// <summary><c>samples/Shop</c>, copied out of the repository and built from the packages as they would be published.</summary>
public sealed class PackedShop : IAsyncLifetime
{
    private static readonly string[] Packed =
    [
        "RoadmapAgent.Connections",
        "RoadmapAgent.Hosting.ConnectionBudget",
        "RoadmapAgent.Hosting.LocalServers",
        "RoadmapAgent.Hosting.PgBouncer",
    ];

    private static readonly string Repository = Path.GetFullPath(Path.Combine(global::Projects.RoadmapAgent_AppHost.ProjectPath, ".."));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packed-shop");

    // NuGet keeps every version that it has seen; a version of its own makes it take the packages of this run.
    private readonly string _version = $"0.1.0-shop.{DateTime.UtcNow.Ticks}";

    public string Packages => Path.Combine(_folder.FullName, "packages");

    public string AppHost => Path.Combine(_folder.FullName, "Shop", "Shop.AppHost");

    public string Tests => Path.Combine(_folder.FullName, "Shop", "Shop.Tests");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in Packed)
        {
            await DotnetAsync(
                Repository,
                ["pack", project, "--no-build", "-c", AppHostProgram.Configuration, "-o", Packages, $"-p:PackageVersion={_version}"]);
        }

        Copy(new(Path.Combine(Repository, "samples", "Shop")), new(Path.Combine(_folder.FullName, "Shop")));
        await DotnetAsync(
            Tests,
            ["build", "-p:RunAnalyzers=false", $"-p:RoadmapAgentPackages={Packages}", $"-p:RoadmapAgentVersion={_version}"]);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var project in Packed)
        {
            var copy = Path.Combine(cache, project.ToLowerInvariant(), _version);
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Runs <c>dotnet</c>; returns its exit code and everything it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Settings of the build that started these tests, which the sample's build must not inherit.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // Takes a third less CPU time: everything here ends before optimised methods pay (docs/adr/0024).
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "1000";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static async Task DotnetAsync(string directory, string[] arguments)
    {
        var (exitCode, output) = await RunAsync(directory, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}{Environment.NewLine}{output}");
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        to.Create();
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
        {
            Copy(folder, new(Path.Combine(to.FullName, folder.Name)));
        }
    }
}
