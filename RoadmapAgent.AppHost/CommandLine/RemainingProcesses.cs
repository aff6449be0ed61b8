using System.Globalization;

namespace RoadmapAgent.AppHost.CommandLine;

/// <summary>
/// What is left of a fleet after its AppHost has ended: the orchestrator, which ends the services, and the servers, which end by
/// themselves.
/// </summary>
internal static class RemainingProcesses
{
    private const string Processes = "/proc";
    private const string CommandLine = "cmdline";

    /// <summary>Tells whether the orchestrator of an AppHost runs, or a server whose arguments name a file in the data directory.</summary>
    /// <param name="dataDirectory">The data directory.</param>
    /// <param name="appHost">The process id of the AppHost.</param>
    public static bool Run(string dataDirectory, int appHost)
    {
        string[] marks =
        [
            Path.TrimEndingDirectorySeparator(dataDirectory) + "/",
            string.Create(CultureInfo.InvariantCulture, $"--monitor\0{appHost}\0"),
        ];
        return Directory.Exists(Processes) && Directory.EnumerateDirectories(Processes).Any(process => HasMark(process, marks));
    }

    private static bool HasMark(string process, string[] marks)
    {
        try
        {
            return int.TryParse(Path.GetFileName(process), out var id)
                && id != Environment.ProcessId
                && File.ReadAllText(Path.Combine(process, CommandLine)) is var arguments
                && marks.Any(mark => arguments.Contains(mark, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or belongs to somebody else.
            return false;
        }
    }
}
