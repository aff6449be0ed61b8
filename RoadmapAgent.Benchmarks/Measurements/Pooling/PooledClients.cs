using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>
/// Clients that stay connected and now and then run a short transaction, through the pooler; and the same transactions at the same times
/// over as many direct connections as the pooler has, shared by a pool in their own process.
/// </summary>
internal static class PooledClients
{
    private const int Transactions = 3;
    private const int OpenedAtOnce = 64;

    // What every service may read.
    private const string Statement = "SELECT id FROM roadmap.roadmaps ORDER BY id DESC LIMIT 1";

    /// <summary>Transactions offered in a second, whatever the number of clients.</summary>
    private const double OfferedPerSecond = 1_500;

    /// <summary>Server connections of the <c>Laptop</c> shares.</summary>
    private const int Backends = 28;

    public static Task<(ClientsRun Ours, ClientsRun Baseline)> OfferAsync(Round round, CancellationToken cancellationToken) =>
        round.InterleavedAsync(() => PooledAsync(round, cancellationToken), () => DirectAsync(round, cancellationToken));

    private static async Task<ClientsRun> PooledAsync(Round round, CancellationToken cancellationToken)
    {
        var aliases = await Task.WhenAll(BenchFleet.Services.Select(
            service => round.Application.ConnectionStringAsync($"roadmap-{service}", cancellationToken)));
        var connections = new ConcurrentBag<NpgsqlConnection>();
        try
        {
            await Parallel.ForAsync(
                0,
                round.Scale.Clients,
                new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellationToken },
                async (n, ct) =>
                {
                    var connection = new NpgsqlConnection(Single(aliases[n % aliases.Length]));
                    connections.Add(connection);
                    await connection.OpenAsync(ct);
                });
            return await RunAsync(round, [.. connections.Select(connection => (Lend)(work => work(connection)))], cancellationToken);
        }
        finally
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<ClientsRun> DirectAsync(Round round, CancellationToken cancellationToken)
    {
        var shared = new NpgsqlConnectionStringBuilder(round.Application.Administrator)
        {
            Pooling = true,
            MinPoolSize = Backends,
            MaxPoolSize = Backends,
            Timeout = 60,
        };
        await using var source = NpgsqlDataSource.Create(shared.ConnectionString);
        return await RunAsync(round, [.. Enumerable.Repeat<Lend>(LendAsync, round.Scale.Clients)], cancellationToken);

        async Task LendAsync(Func<NpgsqlConnection, Task> work)
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await work(connection);
        }
    }

    private static async Task<ClientsRun> RunAsync(Round round, IReadOnlyList<Lend> clients, CancellationToken cancellationToken)
    {
        await using var sampler = await ServerSampler.StartAsync(round.Application.Administrator, console: null, cancellationToken);
        // Between two transactions of a client, on average.
        var pause = TimeSpan.FromSeconds(clients.Count / OfferedPerSecond);
        var (durations, failed) = (new ConcurrentBag<double>(), 0);
        await Task.WhenAll(clients.Select(ClientAsync));
        var (_, backends) = await sampler.StopAsync();
        return new(clients.Count, clients.Count * Transactions, failed, Statistics.Percentile(durations, 0.99), backends);

        async Task ClientAsync(Lend lend)
        {
            for (var n = 0; n < Transactions; n++)
            {
                await Task.Delay(2 * pause * Random.Shared.NextDouble(), cancellationToken);
                var started = Stopwatch.GetTimestamp();
                try
                {
                    await lend(async connection =>
                    {
                        await using var command = new NpgsqlCommand(Statement, connection);
                        await command.ExecuteScalarAsync(cancellationToken);
                    });
                    durations.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                catch (NpgsqlException e) when (ErrorClassifier.Classify(e, schemaComplete: true) is ErrorKind.Outage)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }
    }

    private static string Single(string alias) => new NpgsqlConnectionStringBuilder(alias)
    {
        Pooling = false,
        Timeout = 60,
        CommandTimeout = 60,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    private delegate Task Lend(Func<NpgsqlConnection, Task> work);
}
