namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>The state of PgBouncer, read from its admin console.</summary>
public sealed record PoolerReadings(
    IReadOnlyDictionary<string, string> Config,
    IReadOnlyList<DatabaseStatus> Databases,
    IReadOnlyList<PoolStatus> Pools,
    IReadOnlyList<DatabaseTraffic> Traffic,
    IReadOnlyDictionary<string, long> Lists)
{
    /// <summary>Reads the state from the admin console.</summary>
    /// <exception cref="AdminConsoleException">The console refused a command or did not answer.</exception>
    public static async Task<PoolerReadings> ReadAsync(AdminConsoleConnection console, CancellationToken cancellationToken) => new(
        await console.ShowConfigAsync(cancellationToken),
        await console.ShowDatabasesAsync(cancellationToken),
        await console.ShowPoolsAsync(cancellationToken),
        await console.ShowStatsAsync(cancellationToken),
        await console.ShowListsAsync(cancellationToken));
}
