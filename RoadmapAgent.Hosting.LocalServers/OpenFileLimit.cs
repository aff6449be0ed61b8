using System.Globalization;

namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>How many files a process of this machine may open.</summary>
public static class OpenFileLimit
{
    // https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html; its processes inherit the AppHost's limits.
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>What a process that this one starts may raise its limit to; null where that is not known, or without limit.</summary>
    public static int? OfThisMachine() => File.Exists(Limits) ? Hard(File.ReadAllText(Limits)) : null;

    /// <summary>
    /// The hard limit in a text such as <c>Max open files            1024                 524288               files</c>.
    /// </summary>
    internal static int? Hard(string limits)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
        var columns = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns is [_, var hard, ..] && long.TryParse(hard, CultureInfo.InvariantCulture, out var files) ? (int)Math.Min(files, int.MaxValue) : null;
    }
}
