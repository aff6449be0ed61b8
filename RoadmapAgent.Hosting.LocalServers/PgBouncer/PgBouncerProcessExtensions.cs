using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace Aspire.Hosting;

/// <summary>Runs PgBouncer as a local process.</summary>
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
    /// Runs the pooler as a local process instead of a container, on loopback and as an ordinary user. A published pooler is a container.
    /// </summary>
    /// <param name="builder">The pooler.</param>
    /// <param name="directory">
    /// The full path of the directory for its files; created if missing, and readable only by its user. Default: null, one named after
    /// application and resource.
    /// </param>
    /// <param name="sharesChange">
    /// Whether the databases are in <c>databases.ini</c>, a file of their own, which a process of the same user can replace to change the
    /// shares while the pooler runs; it is written with the declared shares at every start. Default: false.
    /// </param>
    /// <exception cref="DistributedApplicationException">PgBouncer is not installed; the message explains how to install it.</exception>
    public static IResourceBuilder<PgBouncerResource> RunAsProcess(
        this IResourceBuilder<PgBouncerResource> builder, string? directory = null, bool sharesChange = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        if (!application.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        var pooler = builder.Resource;
        directory ??= DataDirectory.Of(builder);
        var (account, program) = (ServerAccount.Current, PgBouncerInstallation.Program());
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, "/bin/sh", "-c", WithEnoughFiles, "pgbouncer");
        var process = new PgBouncerProcessResource(pooler, command, directory);
        ProcessReplacement.Replace(builder, process, annotation => annotation is CommandLineArgsCallbackAnnotation)
            .WithArgs(context => context.Prepend(
            [
                .. arguments,
                pooler.Definition.OpenFiles.ToString(CultureInfo.InvariantCulture),
                program,
                Path.Combine(directory, PgBouncerFiles.IniName),
            ]))
            .OnBeforeResourceStarted(async (_, _, cancellationToken) =>
            {
                var version = PgBouncerVersion.In(await LocalCommand.RunAsync(program, ["--version"], input: null, cancellationToken));
                var files = await new PgBouncerConfigurationSource(process, application.ExecutionContext)
                    .CreateFilesAsync("127.0.0.1", process.PrimaryEndpoint.Port, directory, version, sharesChange, cancellationToken);
                await account.CreateDirectoryAsync(directory, cancellationToken);
                await account.WriteFileAsync(Path.Combine(directory, PgBouncerFiles.IniName), files.Ini, cancellationToken);
                await account.WriteFileAsync(Path.Combine(directory, PgBouncerFiles.UserListName), files.UserList, cancellationToken);
                await account.WriteFileAsync(
                    Path.Combine(directory, PgBouncerFiles.AccessRulesName), files.AccessRules, cancellationToken);
                if (files.Databases is { } databases)
                {
                    await account.WriteFileAsync(Path.Combine(directory, PgBouncerFiles.DatabasesName), databases, cancellationToken);
                }
            })
            .OnResourceReady((_, @event, cancellationToken) =>
                application.Eventing.PublishAsync(new ResourceReadyEvent(pooler, @event.Services), cancellationToken));
        return builder;
    }
}
