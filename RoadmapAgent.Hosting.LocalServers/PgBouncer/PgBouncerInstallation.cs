namespace RoadmapAgent.Hosting.LocalServers.PgBouncer;

/// <summary>PgBouncer as installed on this machine.</summary>
public static class PgBouncerInstallation
{
    /// <summary>Finds the <c>pgbouncer</c> program.</summary>
    /// <exception cref="DistributedApplicationException">PgBouncer is not installed; the message explains how to install it.</exception>
    public static string Program() => InstalledProgram.Find("pgbouncer") ?? throw InstalledProgram.Missing("PgBouncer", "pgbouncer");
}
