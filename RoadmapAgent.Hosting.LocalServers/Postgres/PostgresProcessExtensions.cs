using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.Postgres;

namespace Aspire.Hosting;

/// <summary>Runs PostgreSQL as a local process.</summary>
public static class PostgresProcessExtensions
{
    // PostgreSQL's fast shutdown; on SIGTERM it would wait for its clients.
    private const string StopSignal = "INT";

    /// <summary>
    /// Runs the server as a local process instead of a container, on loopback and as an ordinary user. Its databases are created when it
    /// is ready, unless they exist. Arguments such as <c>-c max_connections=100</c> apply to both; a published server is a container.
    /// </summary>
    /// <param name="builder">The server.</param>
    /// <param name="dataDirectory">
    /// The cluster's directory; created if missing, kept between runs. Default: null, one named after application and resource.
    /// </param>
    /// <exception cref="DistributedApplicationException">PostgreSQL is not installed, or the server has a user name of its own.</exception>
    public static IResourceBuilder<PostgresServerResource> RunAsProcess(
        this IResourceBuilder<PostgresServerResource> builder, string? dataDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        var server = builder.Resource;
        if (server.UserNameParameter is { } userName)
        {
            throw new DistributedApplicationException(
                $"'{server.Name}' must have the default user name to run as a process (was the parameter '{userName.Name}').");
        }

        var directory = dataDirectory ?? DataDirectory.Of(builder);
        var (account, binaries) = (ServerAccount.Current, PostgresInstallation.BinDirectory());
        var (command, arguments) = ServerGuard.CommandLine(
            account, StopSignal, Path.Combine(binaries, "postgres"), "-D", directory);
        var process = new PostgresProcessResource(server, command, directory);
        var cluster = new PostgresCluster(binaries, directory, account);
        var healthCheck = $"{server.Name}_process_check";
        var application = builder.ApplicationBuilder;
        application.Services.AddHealthChecks()
            .Add(new(healthCheck, _ => new PostgresHealthCheck(process), failureStatus: null, tags: null));
        application.OnBeforeStart((_, _) =>
        {
            // They would connect, and PostgreSQL would log an error, before they have been created.
            foreach (var check in DatabasesOf(application, server).SelectMany(Checks).ToList())
            {
                check.Database.Annotations.Remove(check.Annotation);
            }

            return Task.CompletedTask;
        });

        builder.WithAnnotation(new ConnectionStringRedirectAnnotation(process), ResourceAnnotationMutationBehavior.Replace);
        ProcessReplacement.Replace(builder, process, annotation => annotation is HealthCheckAnnotation)
            .WithArgs(context => context.Prepend([.. arguments, .. ServerSettings(process.PrimaryEndpoint.Port)]))
            .WithHealthCheck(healthCheck)
            .OnBeforeResourceStarted(async (_, _, ct) =>
                await cluster.PrepareAsync(await process.PasswordParameter.GetValueAsync(ct) ?? "", ct))
            .OnConnectionStringAvailable((_, @event, ct) => PublishAsync(application, server, @event.Services, ct))
            .OnResourceReady((_, @event, ct) => CreateAsync(process, DatabasesOf(application, server), @event.Services, ct));
        return builder;
    }

    private static IEnumerable<PostgresDatabaseResource> DatabasesOf(
        IDistributedApplicationBuilder application, PostgresServerResource server) =>
        application.Resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == server);

    private static IEnumerable<(
        PostgresDatabaseResource Database, HealthCheckAnnotation Annotation)> Checks(PostgresDatabaseResource database) =>
        database.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => (database, annotation));

    private static string[] ServerSettings(int port) =>
    [
        "-c", $"port={port}",
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        "-c", "password_encryption=scram-sha-256",
        "-c", "logging_collector=off",
        "-c", "log_line_prefix=%m [%p] %q%a ",
    ];

    // Aspire tells the databases of a container, but not those of a process.
    private static async Task PublishAsync(
        IDistributedApplicationBuilder application,
        PostgresServerResource server,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        foreach (var database in DatabasesOf(application, server))
        {
            await application.Eventing.PublishAsync(new ConnectionStringAvailableEvent(database, services), cancellationToken);
        }
    }

    private static async Task CreateAsync(
        PostgresProcessResource server,
        IEnumerable<PostgresDatabaseResource> databases,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        await using var connection = new NpgsqlConnection(await PostgresHealthCheck.ConnectionStringAsync(server, cancellationToken));
        await connection.OpenAsync(cancellationToken);
        foreach (var database in databases)
        {
            await CreateAsync(connection, database.DatabaseName, cancellationToken);
            await notifications.PublishUpdateAsync(database, snapshot => snapshot with { State = KnownResourceStates.Running });
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string databaseName, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = databaseName } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            var identifier = $"\"{databaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            await using var create = new NpgsqlCommand($"CREATE DATABASE {identifier}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
