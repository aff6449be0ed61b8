namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Finds programs installed on this machine.</summary>
public static class InstalledProgram
{
    private static readonly string[] OtherDirectories = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin"];

    /// <summary>Where programs are searched for: the path, and where servers are installed that are not on it.</summary>
    internal static IEnumerable<string> SearchPath =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(OtherDirectories);

    /// <summary>Finds the full path of a program; null if it is not installed.</summary>
    /// <param name="program">The name of its file.</param>
    public static string? Find(string program) =>
        SearchPath.Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    /// <summary>Says how to install what is missing.</summary>
    /// <param name="what">What is missing, for people.</param>
    /// <param name="package">The name of its package on Debian.</param>
    internal static DistributedApplicationException Missing(string what, string package) => new(
        $"{what} is not installed: install it (on Debian: apt-get install {package}), "
        + "or start a container runtime, and do not call RunAsProcess.");
}
