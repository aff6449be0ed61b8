using System.Diagnostics;
using System.Globalization;
using RoadmapAgent.AppHost.Servers;

namespace RoadmapAgent.Tests.Integration.Containers;

/// <summary>The container engine, asked through its own client.</summary>
internal static class ContainerEngine
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether there is a client, and an engine that answers it.</summary>
    public static async Task<bool> AnswersAsync() =>
        ServerBinaries.Find("docker") is not null && (await TryAsync("version")).ExitCode == 0;

    /// <summary>Runs a command of the client; returns what it printed on both of its outputs.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(arguments);
        return exitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {output}");
    }

    /// <inheritdoc cref="RunAsync"/>
    public static async Task<string[]> LinesAsync(params string[] arguments) =>
        (await RunAsync(arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs a command of the client, which may fail.</summary>
    public static async Task<(int ExitCode, string Output)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var client = Process.Start(start)!;
        var errors = client.StandardError.ReadToEndAsync(Cancellation);
        var output = await client.StandardOutput.ReadToEndAsync(Cancellation);
        await client.WaitForExitAsync(Cancellation);
        return (client.ExitCode, output + await errors);
    }

    /// <summary>
    /// Kills the first process of a container behind the engine's back: what its own client kills, it does not start again.
    /// </summary>
    public static async Task KillProcessOfAsync(string container)
    {
        var id = await RunAsync("inspect", "--format", "{{.State.Pid}}", container);
        using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        process.Kill();
    }
}
