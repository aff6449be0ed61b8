namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>What PgBouncer says.</summary>
public sealed record PoolerReadings(
    IReadOnlyDictionary<string, string> Config,
    IReadOnlyList<DatabaseStatus> Databases,
    IReadOnlyList<PoolStatus> Pools,
    IReadOnlyList<DatabaseTraffic> Traffic,
    IReadOnlyDictionary<string, long> Lists)
{
    /// <summary>Asks the admin console for everything.</summary>
    /// <exception cref="AdminConsoleException">The console refuses or does not answer.</exception>
    public static async Task<PoolerReadings> ReadAsync(AdminConsoleConnection console, CancellationToken cancellationToken) => new(
        await console.ShowConfigAsync(cancellationToken),
        await console.ShowDatabasesAsync(cancellationToken),
        await console.ShowPoolsAsync(cancellationToken),
        await console.ShowStatsAsync(cancellationToken),
        await console.ShowListsAsync(cancellationToken));
}
