using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.Postgres;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL as a local process.</summary>
public static class PostgresProcessExtensions
{
    // PostgreSQL's fast shutdown; on SIGTERM it would wait for its clients.
    private const string StopSignal = "INT";

    /// <summary>Adds a PostgreSQL server that runs as a local process, on loopback and as an ordinary user.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="password">The administrator's password; may change between runs.</param>
    /// <param name="dataDirectory">The cluster's directory; created if missing, kept between runs.</param>
    /// <param name="settings">Settings of the server, such as <c>max_connections=100</c>.</param>
    /// <exception cref="DistributedApplicationException">PostgreSQL is not installed.</exception>
    public static IResourceBuilder<PostgresProcessResource> AddPostgresProcess(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource> password,
        string dataDirectory,
        params IReadOnlyList<string> settings)
    {
        var account = ServerAccount.Current;
        var binDirectory = ServerBinaries.PostgresDirectory();
        var program = Path.Combine(binDirectory, "postgres");
        var (command, arguments) = ServerGuard.CommandLine(account, StopSignal, program, "-D", dataDirectory);
        var resource = new PostgresProcessResource(name, command, dataDirectory, password.Resource);
        var cluster = new PostgresCluster(binDirectory, dataDirectory, account);
        var healthCheck = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new(healthCheck, _ => new PostgresHealthCheck(resource), failureStatus: null, tags: null));

        return builder.AddResource(resource)
            .WithIconName("DatabaseMultiple")
            .WithRestarts()
            .WithEndpoint(scheme: "tcp", name: PostgresProcessResource.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                foreach (var argument in arguments.Concat(ServerSettings(resource.PrimaryEndpoint.Port, settings)))
                {
                    context.Args.Add(argument);
                }
            })
            .WithHealthCheck(healthCheck)
            .OnBeforeResourceStarted(async (server, _, ct) =>
                await cluster.PrepareAsync(await server.PasswordParameter.GetValueAsync(ct) ?? "", ct));
    }

    /// <summary>Adds a database, which is created when the server is ready, unless it exists.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name, which is the connection name.</param>
    /// <param name="databaseName">The database's name.</param>
    public static IResourceBuilder<PostgresProcessDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresProcessResource> builder,
        [ResourceName] string name,
        string databaseName)
    {
        var database = new PostgresProcessDatabaseResource(name, databaseName, builder.Resource);
        builder.OnResourceReady(async (server, @event, ct) =>
        {
            await CreateAsync(server, databaseName, ct);
            await @event.Services.GetRequiredService<ResourceNotificationService>()
                .PublishUpdateAsync(database, snapshot => snapshot with { State = KnownResourceStates.Running });
        });
        return builder.ApplicationBuilder.AddResource(database)
            .WithIconName("Database")
            .WithInitialState(new()
            {
                ResourceType = "PostgresDatabase",
                State = KnownResourceStates.Waiting,
                Properties = [new("Database", databaseName)],
            });
    }

    private static string[] ServerSettings(int port, IReadOnlyList<string> settings) =>
    [
        "-c", $"port={port}",
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        .. settings.SelectMany(setting => new[] { "-c", setting }),
        "-c", "password_encryption=scram-sha-256",
        "-c", "logging_collector=off",
        "-c", "log_line_prefix=%m [%p] %q%a ",
    ];

    private static async Task CreateAsync(PostgresProcessResource server, string databaseName, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(await PostgresHealthCheck.ConnectionStringAsync(server, cancellationToken));
        await connection.OpenAsync(cancellationToken);
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
