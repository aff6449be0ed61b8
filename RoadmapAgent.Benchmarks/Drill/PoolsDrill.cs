using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;
using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// The loads from pools of this process. The fleet's services are in the model, because their aliases are, and are not started.
/// </summary>
internal static class PoolsDrill
{
    // A role without a limit of its own: what the predecessor had.
    private const string Role = "drill";

    // Clients of the pooler besides the largest load: the consoles, and processes that the budget counts and nobody starts.
    private const int Spare = 700;

    private static readonly string[] Broker = ["messaging", "messaging-epmd"];

    /// <summary>Offers loads, one after the other.</summary>
    public static async IAsyncEnumerable<DrillRow> RunAsync(
        IReadOnlyList<DrillOffer> offers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clients = offers.Max(offer => offer.Connections) + Spare;
        await using var fleet = await DrillFleet.StartAsync(
            [$"--Fleet:Pooler:MaxClientConnections={clients}"], service => service.WithExplicitStart(), cancellationToken, Broker);
        await fleet.HealthyAsync("pgbouncer", cancellationToken);
        var password = RandomNumberGenerator.GetHexString(24);
        await fleet.ExecuteAsync(
            $"CREATE ROLE {Role} LOGIN IN ROLE roadmap_api PASSWORD '{Connections.Scram.ScramVerifier.Create(password)}'",
            cancellationToken);
        var direct = new NpgsqlConnectionStringBuilder(fleet.Administrator) { Username = Role, Password = password };
        var aliases = await AliasesAsync(fleet, cancellationToken);
        var console = await fleet.ConnectionStringAsync("pgbouncer", cancellationToken);
        foreach (var offer in offers)
        {
            var pools = Enumerable.Range(0, offer.Processes).Select(
                n => With(offer.Pooled ? aliases[n % aliases.Count] : direct, offer.PoolSize));
            yield return await Drill.RunAsync(
                offer.Name,
                fleet.Administrator,
                offer.Pooled ? console : null,
                () => LoadAsync(offer, pools, cancellationToken),
                cancellationToken);
        }
    }

    /// <summary>What each process of the fleet connects to.</summary>
    private static async Task<IReadOnlyList<NpgsqlConnectionStringBuilder>> AliasesAsync(
        BenchFleet fleet, CancellationToken cancellationToken)
    {
        var aliases = new List<NpgsqlConnectionStringBuilder>();
        foreach (var (service, replicas) in DrillFleet.Services)
        {
            var alias = new NpgsqlConnectionStringBuilder(await fleet.ConnectionStringAsync($"roadmap-{service}", cancellationToken))
            {
                NoResetOnClose = true,
            };
            aliases.AddRange(Enumerable.Repeat(alias, replicas));
        }

        return aliases;
    }

    private static async Task<IReadOnlyList<UnitOutcome>> LoadAsync(
        DrillOffer offer, IEnumerable<string> pools, CancellationToken cancellationToken)
    {
        var everybody = new Countdown(offer.Processes);
        using var logins = new SemaphoreSlim(offer.LoginsAtOnce);
        var outcomes = await Task.WhenAll(pools.Select(pool => BurstAsync(offer, pool, logins, everybody, cancellationToken)));
        return [.. outcomes.SelectMany(outcome => outcome)];
    }

    private static async Task<UnitOutcome[]> BurstAsync(
        DrillOffer offer, string connectionString, SemaphoreSlim logins, Countdown everybody, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await Burst.RunAsync(
            offer.Units,
            offer.PoolSize,
            offer.Work,
            async (work, ct) =>
            {
                await using var connection = await OpenAsync(source, logins, ct);
                await work(connection, ct);
            },
            offer.Meets ? everybody.MeetAsync : _ => Task.CompletedTask,
            cancellationToken);
    }

    private static async Task<NpgsqlConnection> OpenAsync(
        NpgsqlDataSource source, SemaphoreSlim logins, CancellationToken cancellationToken)
    {
        await logins.WaitAsync(cancellationToken);
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        finally
        {
            logins.Release();
        }
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
