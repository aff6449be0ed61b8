using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace Aspire.Hosting;

/// <summary>Adds PgBouncer as a process of this machine.</summary>
public static class PgBouncerProcessExtensions
{
    // Running transactions end; at TERM, from 1.23 on, it would wait until every client has left.
    private const string StopSignal = "INT";

    // Whoever starts the AppHost is often given fewer open files than it may ask for, and PgBouncer drops clients it has no file for.
    private const string WithEnoughFiles = """
        ulimit -S -n "$(ulimit -H -n)" 2>/dev/null || ulimit -S -n "$1" 2>/dev/null
        allowed=$(ulimit -n)
        if [ "$allowed" != unlimited ] && [ "$allowed" -lt "$1" ]; then
          echo "PgBouncer needs $1 open files for its clients, but only $allowed are allowed: raise the limit (ulimit -Hn), or lower the pooler's maximum number of client connections." >&2
          exit 1
        fi
        shift
        exec "$@"
        """;

    /// <summary>
    /// Adds a PgBouncer in transaction mode that runs as a process of this machine, on loopback, as an ordinary user. It is healthy when its
    /// first database answers a query through it.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="server">Where the PostgreSQL server listens.</param>
    /// <param name="directory">The full path of the directory for its files; created when missing, and readable by its user only.</param>
    /// <param name="options">The pooler's settings; null for the defaults.</param>
    /// <exception cref="DistributedApplicationException">PgBouncer is not installed; the message says how to get it.</exception>
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
