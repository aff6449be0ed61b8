using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace Aspire.Hosting;

/// <summary>Adds PgBouncer as a local process.</summary>
public static class PgBouncerProcessExtensions
{
    // Lets running transactions finish. On SIGTERM, PgBouncer 1.23 and later waits until every client has disconnected.
    private const string StopSignal = "INT";

    // The soft limit of open files is often lower than the hard limit, and PgBouncer drops clients that exceed it.
    private const string WithEnoughFiles = """
        ulimit -S -n "$(ulimit -H -n)" 2>/dev/null || ulimit -S -n "$1" 2>/dev/null
        allowed=$(ulimit -n)
        if [ "$allowed" != unlimited ] && [ "$allowed" -lt "$1" ]; then
          echo "PgBouncer needs $1 open files for its clients, but only $allowed are allowed: raise the limit (ulimit -Hn)," \
            "or lower the pooler's maximum number of client connections." >&2
          exit 1
        fi
        shift
        exec "$@"
        """;

    /// <summary>
    /// Adds a PgBouncer in transaction mode that runs as a local process, on loopback and as an ordinary user. It is healthy when its first
    /// database answers a query through it.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="server">The endpoint of the PostgreSQL server.</param>
    /// <param name="directory">The full path of the directory for its files; created if missing, and readable only by its user.</param>
    /// <param name="options">The pooler's settings. Default: null, the defaults of <see cref="PgBouncerOptions"/>.</param>
    /// <exception cref="DistributedApplicationException">PgBouncer is not installed; the message explains how to install it.</exception>
    public static IResourceBuilder<PgBouncerProcessResource> AddPgBouncerProcess(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        EndpointReference server,
        string directory,
        PgBouncerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var account = ServerAccount.Current;
        var program = ServerBinaries.PgBouncer();
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, "/bin/sh", "-c", WithEnoughFiles, "pgbouncer");
        var resource = new PgBouncerProcessResource(name, command, directory, new(server, options ?? new()));
        return builder.AddResource(resource)
            .WithRestarts()
            .WithEndpoint(scheme: "tcp", name: PgBouncerConnection.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                foreach (var argument in arguments)
                {
                    context.Args.Add(argument);
                }

                context.Args.Add(resource.Definition.OpenFiles.ToString(CultureInfo.InvariantCulture));
                context.Args.Add(program);
                context.Args.Add(Path.Combine(directory, PgBouncerFiles.IniName));
            })
            .OnBeforeResourceStarted(async (pooler, _, cancellationToken) =>
            {
                var version = PgBouncerVersion.In(await LocalCommand.RunAsync(program, ["--version"], input: null, cancellationToken));
                var files = await new PgBouncerConfigurationSource(pooler, builder.ExecutionContext)
                    .CreateFilesAsync("127.0.0.1", pooler.PrimaryEndpoint.Port, directory, version, cancellationToken);
                await account.CreateDirectoryAsync(directory, cancellationToken);
                await account.WriteFileAsync(Path.Combine(directory, PgBouncerFiles.IniName), files.Ini, cancellationToken);
                await account.WriteFileAsync(Path.Combine(directory, PgBouncerFiles.UserListName), files.UserList, cancellationToken);
            })
            .WithPoolerBehaviour(server.Resource);
    }
}
