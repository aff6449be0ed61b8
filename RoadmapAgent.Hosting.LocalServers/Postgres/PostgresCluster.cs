using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>A PostgreSQL data directory: creates it, and makes its access rules and administrator's password those of this run.</summary>
internal sealed class PostgresCluster(string binDirectory, string dataDirectory, ServerAccount account)
{
    private static readonly TimeSpan PredecessorPatience = TimeSpan.FromSeconds(20);

    /// <summary>Prepares the directory for a start.</summary>
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

    /// <summary>Whether the server that runs on a directory says that it is ready: https://www.postgresql.org/docs/current/storage-file-layout.html (postmaster.pid)</summary>
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
    /// Creates the cluster beside its place and moves it there when it is complete: one that was interrupted half-way would look like a cluster and
    /// never start. Not synced to disk, which takes most of the time and matters only to a machine that loses power within the next seconds.
    /// </summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var fresh = dataDirectory.TrimEnd(Path.DirectorySeparatorChar) + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        await account.CreateDirectoryAsync(fresh, cancellationToken);
        string[] options = ["--username", PostgresProcessResource.UserName, "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust", "--no-sync"];
        var (command, arguments) = ServerGuard.LeashedCommandLine(account, Path.Combine(binDirectory, "initdb"), ["--pgdata", fresh, .. options]);
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
            throw new DistributedApplicationException($"The directory '{dataDirectory}' must be empty or hold a PostgreSQL cluster: {e.Message}", e);
        }
    }

    // Password logins over loopback are the only way in.
    private const string AccessRules = """
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256

        """;

    /// <summary>
    /// Sets the password before every start, while nobody can connect: kept data and a newly generated password agree, and no file of ours
    /// has to remember the old one.
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
                $"The data directory '{dataDirectory}' is in use by PostgreSQL process {Predecessor()}: stop it, or choose another directory with Fleet:DataDirectory.");
        }
    }

    /// <summary>The server that still runs on this directory: an AppHost is gone before its children have ended.</summary>
    private int? Predecessor()
    {
        var file = Path.Combine(dataDirectory, "postmaster.pid");
        try
        {
            return int.TryParse(File.ReadLines(file).FirstOrDefault(), out var id) && File.ReadAllText($"/proc/{id}/comm").Trim() == "postgres" ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
