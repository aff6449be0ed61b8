using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>A PostgreSQL data directory: creates it, and sets the access rules and the administrator's password of this run.</summary>
internal sealed class PostgresCluster(string binDirectory, string dataDirectory, ServerAccount account)
{
    private static readonly TimeSpan PredecessorPatience = TimeSpan.FromSeconds(20);

    /// <summary>Prepares the directory for a start of the server.</summary>
    /// <exception cref="DistributedApplicationException">The cluster cannot be created, or another server still uses it.</exception>
    public async Task PrepareAsync(string password, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(dataDirectory, "PG_VERSION")))
        {
            await CreateAsync(cancellationToken);
        }

        await WaitForPredecessorAsync(cancellationToken);
        await account.WriteFileAsync(Path.Combine(dataDirectory, "pg_hba.conf"), AccessRules, cancellationToken);
        await SetPasswordAsync(password, cancellationToken);
    }

    /// <summary>
    /// Tells whether the server of a directory reports that it is ready, in postmaster.pid:
    /// https://www.postgresql.org/docs/current/storage-file-layout.html
    /// </summary>
    public static bool AcceptsConnections(string dataDirectory)
    {
        const int StatusLine = 8;
        try
        {
            return File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).ElementAtOrDefault(StatusLine - 1)?.Trim() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Creates the cluster in a temporary directory and moves it when it is complete, because an interrupted one would look like a cluster
    /// but never start. It is not synced to disk: that takes most of the time and matters only if the machine loses power within seconds.
    /// </summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var fresh = dataDirectory.TrimEnd(Path.DirectorySeparatorChar) + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        await account.CreateDirectoryAsync(fresh, cancellationToken);
        string[] options =
        [
            "--pgdata", fresh,
            "--username", PostgresProcessResource.UserName,
            "--encoding", "UTF8",
            "--locale", "C.UTF-8",
            "--auth", "trust",
            "--no-sync",
        ];
        var (command, arguments) = ServerGuard.LeashedCommandLine(account, Path.Combine(binDirectory, "initdb"), options);
        await LocalCommand.RunAsync(command, arguments, input: null, cancellationToken);
        try
        {
            if (Directory.Exists(dataDirectory))
            {
                Directory.Delete(dataDirectory);
            }

            Directory.Move(fresh, dataDirectory);
        }
        catch (IOException e)
        {
            throw new DistributedApplicationException(
                $"The directory '{dataDirectory}' must be empty or contain a PostgreSQL cluster: {e.Message}", e);
        }
    }

    // Only password logins over loopback are allowed.
    private const string AccessRules = """
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256

        """;

    /// <summary>
    /// Sets the password before every start, while no client can connect. Existing data then works with a newly generated password, and the
    /// old one need not be stored.
    /// </summary>
    private Task<string> SetPasswordAsync(string password, CancellationToken cancellationToken)
    {
        var (command, arguments) = account.CommandLine(
            Path.Combine(binDirectory, "postgres"), "--single", "-D", dataDirectory, "-c", "log_min_messages=error", "postgres");
        var statement = $"ALTER ROLE {PostgresProcessResource.UserName} PASSWORD '{ScramVerifier.Create(password)}'\n";
        return LocalCommand.RunAsync(command, arguments, statement, cancellationToken);
    }

    private async Task WaitForPredecessorAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PredecessorPatience);
        try
        {
            while (Predecessor() is not null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException(
                $"The data directory '{dataDirectory}' is in use by PostgreSQL process {Predecessor()}: "
                + "stop it, or choose another directory.");
        }
    }

    /// <summary>Finds the server that is still running on this directory, because an AppHost may end before its children.</summary>
    private int? Predecessor()
    {
        var file = Path.Combine(dataDirectory, "postmaster.pid");
        try
        {
            return int.TryParse(File.ReadLines(file).FirstOrDefault(), out var id)
                && File.ReadAllText($"/proc/{id}/comm").Trim() == "postgres"
                ? id
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
