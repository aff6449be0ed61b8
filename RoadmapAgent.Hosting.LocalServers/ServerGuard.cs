namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>
/// Runs a server below a small shell script that stops it with the signal it prefers, even if the script itself is killed. The orchestrator
/// does not know that signal and waits at most six seconds.
/// </summary>
internal static class ServerGuard
{
    private const string Shell = "/bin/bash";

    private static readonly string Guard = Read("guard.sh");
    private static readonly string Leash = Read("leash.sh");

    /// <summary>Creates the command line that runs a guarded server as an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="signal">The signal for a fast and clean shutdown of the server, such as <c>INT</c>.</param>
    /// <param name="command">The server's program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (string Command, IReadOnlyList<string> Arguments) CommandLine(
        ServerAccount account, string signal, string command, params IEnumerable<string> arguments) =>
        account.CommandLine(Shell, ["-c", Guard, Path.GetFileName(command), signal, command, .. arguments]);

    /// <summary>
    /// Creates the command line that runs a command as an account and kills it when this process ends, because the orchestrator does not
    /// stop the AppHost's own commands. Its standard input must stay open while it runs.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (string Command, IReadOnlyList<string> Arguments) LeashedCommandLine(
        ServerAccount account, string command, params IEnumerable<string> arguments) =>
        account.CommandLine(Shell, ["-c", Leash, Path.GetFileName(command), command, .. arguments]);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ServerGuard).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
