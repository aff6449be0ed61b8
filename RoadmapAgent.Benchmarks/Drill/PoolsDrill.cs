using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// The load from 21 pools of this process. The fleet's services are in the model, because their aliases are, and are not started.
/// </summary>
internal static class PoolsDrill
{
    // A role without a limit of its own: what the predecessor had.
    private const string Role = "drill";

    /// <summary>As the predecessor did it, as a budget without a pooler has it, and as this fleet does it.</summary>
    public static async IAsyncEnumerable<DrillRow> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var fleet = await DrillFleet.StartAsync([], service => service.WithExplicitStart(), cancellationToken);
        await fleet.HealthyAsync("pgbouncer", cancellationToken);
        var password = RandomNumberGenerator.GetHexString(24);
        await fleet.ExecuteAsync(
            $"CREATE ROLE {Role} LOGIN PASSWORD '{Connections.Scram.ScramVerifier.Create(password)}'", cancellationToken);
        var direct = new NpgsqlConnectionStringBuilder(fleet.Administrator) { Username = Role, Password = password };
        yield return await DirectAsync(DrillRow.Predecessor, 15);
        yield return await DirectAsync(DrillRow.Divided, 4);

        var aliases = new List<string>();
        foreach (var (service, replicas) in DrillFleet.Services)
        {
            var alias = new NpgsqlConnectionStringBuilder(
                await fleet.ConnectionStringAsync($"roadmap-{service}", cancellationToken))
            { NoResetOnClose = true };
            aliases.AddRange(Enumerable.Repeat(With(alias, 15), replicas));
        }

        var console = await fleet.ConnectionStringAsync("pgbouncer", cancellationToken);
        yield return await Drill.RunAsync(
            DrillRow.Pooled, fleet.Administrator, console, () => LoadAsync(aliases, 15, cancellationToken), cancellationToken);

        Task<DrillRow> DirectAsync(string name, int poolSize) => Drill.RunAsync(
            name,
            fleet.Administrator,
            console: null,
            () => LoadAsync(Enumerable.Repeat(With(direct, poolSize), DrillFleet.Processes), poolSize, cancellationToken),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<UnitOutcome>> LoadAsync(
        IEnumerable<string> pools, int poolSize, CancellationToken cancellationToken)
    {
        var everybody = new Countdown(DrillFleet.Processes);
        var outcomes = await Task.WhenAll(pools.Select(pool => BurstAsync(pool, poolSize, everybody, cancellationToken)));
        return [.. outcomes.SelectMany(outcome => outcome)];
    }

    private static async Task<UnitOutcome[]> BurstAsync(
        string connectionString, int poolSize, Countdown everybody, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await Burst.RunAsync(
            poolSize,
            async (work, ct) =>
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await work(connection, ct);
            },
            everybody.MeetAsync,
            cancellationToken);
    }

    private static string With(NpgsqlConnectionStringBuilder to, int poolSize) => new NpgsqlConnectionStringBuilder(to.ConnectionString)
    {
        Pooling = true,
        MaxPoolSize = poolSize,
        MaxAutoPrepare = 0,
        // What ends a unit of work early is a limit of the database, not the haste of a slow machine.
        Timeout = 60,
        CommandTimeout = 60,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
