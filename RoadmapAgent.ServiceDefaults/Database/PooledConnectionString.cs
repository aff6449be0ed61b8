using Npgsql;
using RoadmapAgent.Connections.ConnectionStrings;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Creates a connection string that is safe behind a transaction pooler from the address and login set by the AppHost.</summary>
internal static class PooledConnectionString
{
    // More than any service has.
    private const int PreparedStatements = 100;

    private const string Setting = "ConnectionStrings:roadmap";

    /// <summary>Adds the limits and the settings that transaction pooling needs.</summary>
    /// <exception cref="ArgumentException">
    /// The connection string cannot be read, or contains a setting that a transaction pooler rejects or drops.
    /// </exception>
    public static string Build(string connectionString, DatabaseOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        builder.ConnectionString = PostgresConnectionString.Read(Setting, connectionString, builder);
        Refuse("Search Path", builder.SearchPath, "qualify names with their schema");
        if (SetsParameters(builder.Options))
        {
            Refuse("Options", builder.Options, "set it on the role");
        }

        builder.MaxPoolSize = options.MaxPoolSize;
        builder.MinPoolSize = 0;
        builder.ConnectionIdleLifetime = 60;
        builder.ConnectionPruningInterval = 10;
        builder.ConnectionLifetime = 600;
        builder.CommandTimeout = options.CommandTimeout;
        builder.Enlist = false;
        builder.TcpKeepAlive = true;
        builder.GssEncryptionMode = GssEncryptionMode.Disable;
        builder.ApplicationName = $"roadmap_agent.{options.Service}";
        if (options.Pooled)
        {
            // A pooler that does not support prepared statements may execute another client's, with silently wrong results.
            builder.MaxAutoPrepare = options.PreparedStatements ? PreparedStatements : 0;
            builder.NoResetOnClose = true;
        }

        return builder.ConnectionString;
    }

    // Poolers of hosted databases read the name of a project or an endpoint from the options: endpoint=…, reference=….
    private static bool SetsParameters(string? options) =>
        options?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(option => option.StartsWith('-')) == true;

    private static void Refuse(string setting, string? value, string instead)
    {
        if (!string.IsNullOrEmpty(value))
        {
            throw new ArgumentException(
                $"{Setting} must not set '{setting}' behind a transaction pooler; {instead} instead.");
        }
    }
}
