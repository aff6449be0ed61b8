namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Finds the server programs installed on this machine.</summary>
public static class ServerBinaries
{
    private const string RabbitMqScript = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly string[] OtherDirectories = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin"];

    /// <summary>Finds PostgreSQL's <c>bin</c> directory: the newest installation with both <c>postgres</c> and <c>initdb</c>.</summary>
    /// <exception cref="DistributedApplicationException">PostgreSQL is not installed; the message explains how to install it.</exception>
    public static string PostgresDirectory() =>
        VersionedPostgresDirectories().Concat(SearchPath())
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres")) && File.Exists(Path.Combine(d, "initdb")))
        ?? throw Missing("PostgreSQL", "postgresql");

    /// <summary>Finds the <c>pgbouncer</c> program.</summary>
    /// <exception cref="DistributedApplicationException">PgBouncer is not installed; the message explains how to install it.</exception>
    public static string PgBouncer() => Find("pgbouncer") ?? throw Missing("PgBouncer", "pgbouncer");

    /// <summary>
    /// Finds the <c>rabbitmq-server</c> script itself, because the wrapper on Debian's path enforces its own user and directories.
    /// </summary>
    /// <exception cref="DistributedApplicationException">RabbitMQ is not installed; the message explains how to install it.</exception>
    public static string RabbitMq() => (File.Exists(RabbitMqScript) ? RabbitMqScript : Find("rabbitmq-server"))
        ?? throw Missing("RabbitMQ", "rabbitmq-server");

    /// <summary>Finds Erlang's port mapper, which comes with RabbitMQ's runtime.</summary>
    /// <exception cref="DistributedApplicationException">Erlang is not installed; the message explains how to install it.</exception>
    public static string Epmd() => Find("epmd") ?? throw Missing("Erlang's epmd", "rabbitmq-server");

    /// <summary>Finds the full path of a program; null if it is not installed.</summary>
    public static string? Find(string program) =>
        SearchPath().Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(OtherDirectories);

    // Debian installs major versions side by side and puts only the clients on the path.
    private static IEnumerable<string> VersionedPostgresDirectories() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0)
            .Select(d => Path.Combine(d, "bin"))
        : [];

    private static DistributedApplicationException Missing(string what, string package) => new(
        $"{what} is not installed: install it (on Debian: apt-get install {package}), "
        + "or start a container runtime, and do not call RunAsProcess.");
}
