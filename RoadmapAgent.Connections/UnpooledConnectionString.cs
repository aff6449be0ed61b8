using System.Globalization;

namespace RoadmapAgent.Connections;

/// <summary>Connection strings for connections that are closed when they are disposed, instead of going back to a pool.</summary>
public static class UnpooledConnectionString
{
    /// <summary>
    /// Adds to a connection string of Npgsql what a short connection outside any pool needs. The last value of a keyword counts.
    /// </summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="applicationName">The name in <c>pg_stat_activity</c>; without double quotes.</param>
    /// <param name="timeout">The limit for connecting and for a statement, in whole seconds. Default: null, that of Npgsql.</param>
    public static string Of(string? connectionString, string applicationName, TimeSpan? timeout = null)
    {
        var limits = timeout is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $";Timeout={limit.TotalSeconds:0};Command Timeout={limit.TotalSeconds:0}")
            : "";
        return $"{connectionString?.TrimEnd(';')};Pooling=false;Enlist=false;GSS Encryption Mode=Disable"
            + $";Application Name=\"{applicationName}\"{limits}";
    }
}
