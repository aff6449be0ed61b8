using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.Connections.ConnectionStrings;
using RoadmapAgent.Data.Migrations;

namespace RoadmapAgent.Workers;

/// <summary>Migrates the database to this version and exits.</summary>
internal static partial class MigrationsRole
{
    private const string ConnectionName = "roadmap-direct";
    private const int FailureExitCode = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddServiceDefaults();
        using var host = builder.Build();
        await host.StartAsync();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MigrationsRole).FullName!);
        try
        {
            var configured = builder.Configuration.GetConnectionString(ConnectionName)
                ?? throw new InvalidOperationException(
                    $"ConnectionStrings:{ConnectionName} is missing: migrations need a connection that bypasses the pooler.");
            var connectionString = PostgresConnectionString.Read(
                $"ConnectionStrings:{ConnectionName}", configured, new NpgsqlConnectionStringBuilder());
            await new DatabaseMigration(logger).RunAsync(connectionString, Roles(builder.Configuration), CancellationToken.None);
            return 0;
        }
        catch (Exception e) when (e is MigrationException or InvalidOperationException or ArgumentException or OptionsValidationException)
        {
            LogFailed(logger, e.Message);
            return FailureExitCode;
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private static List<RoleDefinition> Roles(ConfigurationManager configuration) =>
    [
        .. configuration.GetSection(DatabaseRoleOptions.Section).GetChildren().Select(service =>
        {
            var role = configuration.GetSettings<DatabaseRoleOptions>(service.Path);
            return new RoleDefinition(service.Key, role.Password, role.ConnectionLimit!.Value, role.Salt);
        }),
    ];

    [LoggerMessage(LogLevel.Critical, "The database could not be migrated: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
