using System.Globalization;

namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Reads the open-file limit of this machine.</summary>
public static class OpenFileLimit
{
    // https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html. Child processes inherit the AppHost's limits.
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Returns the limit up to which a child process may raise its own; null if unknown or unlimited.</summary>
    public static int? OfThisMachine() => File.Exists(Limits) ? Hard(File.ReadAllText(Limits)) : null;

    /// <summary>
    /// Parses the hard limit in a text such as <c>Max open files            1024                 524288               files</c>.
    /// </summary>
    internal static int? Hard(string limits)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
        var columns = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns is [_, var hard, ..] && long.TryParse(hard, CultureInfo.InvariantCulture, out var files)
            ? (int)Math.Min(files, int.MaxValue)
            : null;
    }
}
