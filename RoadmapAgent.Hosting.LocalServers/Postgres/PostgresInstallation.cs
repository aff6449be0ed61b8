namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>PostgreSQL as installed on this machine.</summary>
public static class PostgresInstallation
{
    /// <summary>Finds the <c>bin</c> directory of the newest installation with both <c>postgres</c> and <c>initdb</c>.</summary>
    /// <exception cref="DistributedApplicationException">PostgreSQL is not installed; the message explains how to install it.</exception>
    public static string BinDirectory() =>
        VersionedDirectories().Concat(InstalledProgram.SearchPath)
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres")) && File.Exists(Path.Combine(d, "initdb")))
        ?? throw InstalledProgram.Missing("PostgreSQL", "postgresql");

    // Debian installs major versions side by side and puts only the clients on the path.
    private static IEnumerable<string> VersionedDirectories() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0)
            .Select(d => Path.Combine(d, "bin"))
        : [];
}
