using System.Globalization;
using RoadmapAgent.Data.Migrations;

namespace RoadmapAgent.Workers.Migrations;

/// <summary>Migrates the database to this version and exits.</summary>
internal static class MigrationsRole
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
            var connectionString = builder.Configuration.GetConnectionString(ConnectionName)
                ?? throw new InvalidOperationException(
                    $"ConnectionStrings:{ConnectionName} is missing: migrations need a connection that bypasses the pooler.");
            await new DatabaseMigration(logger).RunAsync(connectionString, Roles(builder.Configuration), CancellationToken.None);
            return 0;
        }
        catch (Exception e) when (e is MigrationException or InvalidOperationException or ArgumentException)
        {
            logger.LogCritical("The database could not be migrated: {Reason}", e.Message);
            return FailureExitCode;
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private static List<RoleDefinition> Roles(ConfigurationManager configuration) =>
    [
        .. configuration.GetSection("Migrations:Roles").GetChildren().Select(role => new RoleDefinition(
            role.Key,
            Required(role, "Password"),
            Limit(role),
            role["Salt"])),
    ];

    private static int Limit(IConfigurationSection role) =>
        Required(role, "ConnectionLimit") is var text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new InvalidOperationException($"{role.Path}:ConnectionLimit must be a number of connections (was '{text}').");

    private static string Required(IConfigurationSection role, string key) =>
        role[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{role.Path}:{key} is missing.");
}
