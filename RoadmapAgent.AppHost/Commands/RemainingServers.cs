namespace RoadmapAgent.AppHost.Commands;

/// <summary>
/// The servers of a data directory that have not ended yet: they end by themselves, a few seconds after the AppHost.
/// </summary>
internal static class RemainingServers
{
    private const string Processes = "/proc";
    private const string CommandLine = "cmdline";

    /// <summary>Tells whether a process is left whose arguments name a file in the directory.</summary>
    /// <param name="dataDirectory">The data directory.</param>
    public static bool Run(string dataDirectory) =>
        Directory.Exists(Processes)
        && Directory.EnumerateDirectories(Processes).Any(process => Names(process, Path.TrimEndingDirectorySeparator(dataDirectory) + "/"));

    private static bool Names(string process, string directory)
    {
        try
        {
            return int.TryParse(Path.GetFileName(process), out var id)
                && id != Environment.ProcessId
                && File.ReadAllText(Path.Combine(process, CommandLine)).Contains(directory, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or belongs to somebody else.
            return false;
        }
    }
}
