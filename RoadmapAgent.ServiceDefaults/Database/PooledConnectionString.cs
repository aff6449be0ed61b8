using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Creates a connection string that is safe behind a transaction pooler from the address and login set by the AppHost.</summary>
internal static class PooledConnectionString
{
    /// <summary>Adds the limits and the settings that transaction pooling needs.</summary>
    /// <exception cref="ArgumentException">The connection string contains a setting that a transaction pooler rejects or drops.</exception>
    public static string Build(string connectionString, DatabaseOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        Refuse("Search Path", builder.SearchPath, "qualify names with their schema");
        Refuse("Options", builder.Options, "set it on the role");
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
            // Before PgBouncer 1.21 a prepared statement may belong to another client, with silently wrong results.
            builder.MaxAutoPrepare = 0;
            builder.NoResetOnClose = true;
        }

        return builder.ConnectionString;
    }

    private static void Refuse(string setting, string? value, string instead)
    {
        if (!string.IsNullOrEmpty(value))
        {
            throw new ArgumentException(
                $"ConnectionStrings:roadmap must not set '{setting}' behind a transaction pooler; {instead} instead.");
        }
    }
}
