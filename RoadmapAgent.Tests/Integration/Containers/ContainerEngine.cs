using System.Diagnostics;
using System.Globalization;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Containers;

/// <summary>The container engine, accessed through its command-line client.</summary>
internal static class ContainerEngine
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether the client is installed and its engine responds.</summary>
    public static async Task<bool> AnswersAsync() =>
        InstalledProgram.Find("docker") is not null && (await TryAsync("version")).ExitCode == 0;

    /// <summary>Runs a command of the client; returns what it printed on both of its outputs.</summary>
    /// <exception cref="InvalidOperationException">The command failed; the message contains its output.</exception>
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

    /// <summary>Inspects containers with a format.</summary>
    public static Task<string[]> InspectAsync(string format, params string[] containers) =>
        LinesAsync(["inspect", "--format", format, .. containers]);

    /// <summary>The ids of the networks that containers are connected to.</summary>
    public static Task<string[]> NetworksOfAsync(params string[] containers) =>
        InspectAsync("{{range .NetworkSettings.Networks}}{{println .NetworkID}}{{end}}", containers);

    /// <summary>Waits until none of the ids is listed.</summary>
    public static Task GoneAsync(TimeSpan patience, string[] ids, params string[] list) =>
        Eventually.TrueAsync(patience, () => $"docker {string.Join(' ', list)} still shows some of {string.Join(", ", ids)}", async () =>
            !(await LinesAsync([.. list, "--quiet", "--no-trunc"])).Intersect(ids).Any());

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
    /// Kills the main process of a container without using the client, because the engine does not restart a container that its client
    /// killed.
    /// </summary>
    public static async Task KillProcessOfAsync(string container)
    {
        var ids = await InspectAsync("{{.State.Pid}}", container);
        using var process = Process.GetProcessById(int.Parse(ids[0], CultureInfo.InvariantCulture));
        process.Kill();
    }
}
