namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>
/// Runs a server below a small shell script that ends it in the way the server prefers, and ends it also when the script itself is killed: the
/// orchestrator neither knows a server's signal nor waits for it longer than six seconds.
/// </summary>
internal static class ServerGuard
{
    private const string Shell = "/bin/bash";

    private static readonly string Guard = Read("guard.sh");
    private static readonly string Leash = Read("leash.sh");

    /// <summary>The command line that runs a server as an account, guarded.</summary>
    /// <param name="account">The user to become.</param>
    /// <param name="signal">The signal that makes the server end quickly and in order, such as <c>INT</c>.</param>
    /// <param name="command">The server's program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (string Command, IReadOnlyList<string> Arguments) CommandLine(ServerAccount account, string signal, string command, params IEnumerable<string> arguments) =>
        account.CommandLine(Shell, ["-c", Guard, Path.GetFileName(command), signal, command, .. arguments]);

    /// <summary>
    /// The command line that runs a command as an account, killed when this process ends: a command of the AppHost's own is not the orchestrator's to
    /// end. Its standard input must be kept open for as long as it may run.
    /// </summary>
    /// <param name="account">The user to become.</param>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (string Command, IReadOnlyList<string> Arguments) LeashedCommandLine(ServerAccount account, string command, params IEnumerable<string> arguments) =>
        account.CommandLine(Shell, ["-c", Leash, Path.GetFileName(command), command, .. arguments]);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ServerGuard).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
