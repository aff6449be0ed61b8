using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>What to start, and who hears its output (line, whether it came from the error stream). A variable that is null is not inherited.</summary>
internal sealed record ChildStart(string Command, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string?> Environment, Action<string, bool> Output);

/// <summary>A program that runs in a session of its own: the terminal's Ctrl-C does not reach it, and all that it starts can be ended with it.</summary>
internal sealed class ChildProcess
{
    private const int KilledExitCode = -1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Watchdog _watchdog;

    private ChildProcess(Process process, Watchdog watchdog, Action<string, bool> output)
    {
        (_process, _watchdog) = (process, watchdog);
        Id = process.Id;
        watchdog.Add(Id);
        Exited = ObserveAsync(output);
    }

    public int Id { get; }

    /// <summary>Its exit code, −1 when it was killed.</summary>
    public Task<int> Exited { get; }

    /// <exception cref="DistributedApplicationException">There is no such program or folder.</exception>
    public static ChildProcess Start(ChildStart start, Watchdog watchdog)
    {
        if (!Directory.Exists(start.WorkingDirectory)) throw new DistributedApplicationException($"The working directory '{start.WorkingDirectory}' does not exist.");
        var info = new ProcessStartInfo("setsid", [Resolve(start.Command, start.WorkingDirectory), .. start.Arguments])
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in info.Environment.Keys.Where(IsOwn).ToArray()) info.Environment.Remove(inherited);
        foreach (var (name, value) in start.Environment)
        {
            if (value is null) info.Environment.Remove(name);
            else info.Environment[name] = value;
        }
        var process = Process.Start(info) ?? throw new DistributedApplicationException($"'{start.Command}' could not be started.");
        process.StandardInput.Close();
        return new ChildProcess(process, watchdog, start.Output);
    }

    public async Task StopAsync()
    {
        if (Exited.IsCompleted) return;

        Posix.Signal(Id, Posix.Terminate);
        if (await Task.WhenAny(Exited, Task.Delay(Patience)) != Exited) Posix.SignalGroup(Id, Posix.Kill);
        await Exited;
    }

    public void Kill()
    {
        if (!Exited.IsCompleted) Posix.SignalGroup(Id, Posix.Kill);
    }

    private async Task<int> ObserveAsync(Action<string, bool> output)
    {
        var words = Task.WhenAll(PumpAsync(_process.StandardOutput, isError: false, output), PumpAsync(_process.StandardError, isError: true, output));
        await _process.WaitForExitAsync();
        // What it left behind in its session would keep ports and files; what left the session may keep the pipes open.
        Posix.SignalGroup(Id, Posix.Kill);
        await Task.WhenAny(words, Task.Delay(LastWords));
        _watchdog.Remove(Id);
        var code = _process.ExitCode;
        _process.Dispose();
        return code == 128 + Posix.Kill ? KilledExitCode : code;
    }

    private static async Task PumpAsync(StreamReader reader, bool isError, Action<string, bool> output)
    {
        await Task.Yield();
        try
        {
            while (await reader.ReadLineAsync() is { } line) output(line, isError);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The process is gone and somebody else holds its pipe.
        }
    }

    /// <summary>What concerns the AppHost itself is not passed on.</summary>
    private static bool IsOwn(string variable) =>
        variable is "ASPNETCORE_URLS" or "DOTNET_LAUNCH_PROFILE" or "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" or DashboardProcess.ProgramVariable || variable.StartsWith("Logging__", StringComparison.OrdinalIgnoreCase);

    private static string Resolve(string command, string workingDirectory)
    {
        var candidates = command.Contains('/')
            ? [Path.GetFullPath(command, workingDirectory)]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, command)).ToArray();
        return candidates.FirstOrDefault(File.Exists) ?? throw new DistributedApplicationException($"The program '{command}' was not found.");
    }
}
