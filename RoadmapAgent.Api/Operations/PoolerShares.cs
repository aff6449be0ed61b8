using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Elastic;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Api.Operations;

/// <summary>The shares at a running PgBouncer: read from its console, and changed by replacing the file that it includes.</summary>
/// <param name="console">The console, as the admin user.</param>
/// <param name="path">The full path of the file.</param>
/// <param name="shares">The declared shares.</param>
/// <param name="rolePrefix">What the services' names have in front of them in the names of their aliases.</param>
internal sealed class PoolerShares(AdminConsoleConnection console, string path, IReadOnlyList<ElasticShare> shares, string rolePrefix)
{
    // PgBouncer runs as another user if the AppHost was started as root. The file has no secrets, and its directory is closed.
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private IReadOnlyList<DatabaseStatus> _aliases = [];

    /// <summary>
    /// Reads the shares; null if PgBouncer does not have exactly the declared aliases, so that its file must not be replaced.
    /// </summary>
    /// <exception cref="AdminConsoleException">The console did not answer.</exception>
    public async Task<IReadOnlyList<ElasticReading>?> ReadAsync(CancellationToken cancellationToken)
    {
        // In this order: whatever is connected after the size was read is within it, or is being closed.
        _aliases = [.. (await console.ShowDatabasesAsync(cancellationToken)).Where(database => database.Host is not null)];
        var pools = await console.ShowPoolsAsync(cancellationToken);
        var names = shares.Select(share => rolePrefix + share.Service).ToList();
        return names.ToHashSet(StringComparer.Ordinal).SetEquals(_aliases.Select(alias => alias.Name))
            ? [.. names.Select(name => Reading(
                _aliases.First(alias => alias.Name == name), [.. pools.Where(pool => pool.Database == name)]))]
            : null;
    }

    /// <summary>Carries out a step of the controller. Clients stay connected.</summary>
    /// <exception cref="AdminConsoleException">The console did not answer.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public async Task ApplyAsync(ElasticStep step, CancellationToken cancellationToken)
    {
        if (step.IsChanged)
        {
            await WriteAsync(PgBouncerFiles.CreateDatabases(_aliases.Select(alias => Resized(alias, step.Sizes))), cancellationToken);
            await console.ReloadAsync(cancellationToken);
        }

        foreach (var i in step.Reconnects)
        {
            await console.ReconnectAsync(rolePrefix + shares[i].Service, cancellationToken);
        }
    }

    private static ElasticReading Reading(DatabaseStatus alias, IReadOnlyList<PoolStatus> pools) => new(
        (int)alias.PoolSize,
        (int)pools.Sum(pool => pool.Servers),
        (int)pools.Sum(pool => pool.ServersActive),
        (int)pools.Sum(pool => pool.ClientsWaiting),
        pools.Select(pool => pool.MaxWait).DefaultIfEmpty().Max());

    private PgBouncerDatabase Resized(DatabaseStatus alias, IReadOnlyList<int> sizes)
    {
        var index = Enumerable.Range(0, shares.Count).First(i => rolePrefix + shares[i].Service == alias.Name);
        return new(alias.Name, alias.Host!, (int)alias.Port, alias.Database, sizes[index]);
    }

    /// <summary>Replaces the file as a whole: PgBouncer keeps its settings if it cannot read one.</summary>
    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        var next = $"{path}.next";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        await using (var writer = new StreamWriter(next, options))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }

        File.Move(next, path, overwrite: true);
    }
}
