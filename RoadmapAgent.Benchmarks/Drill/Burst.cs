using System.Diagnostics;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>What became of one unit of work: how long it took, or why it failed.</summary>
/// <param name="Milliseconds">From wanting a connection to giving it back.</param>
/// <param name="Failure">Null if it succeeded.</param>
internal sealed record UnitOutcome(double Milliseconds, string? Failure);

/// <summary>
/// A process's units of work, all wanted at the same moment. None gives its connection back before the pool has tried to open all it may:
/// otherwise a slow machine would hand the first connections on before it comes to open the last, and the load would be a smaller one.
/// </summary>
internal sealed class Burst
{
    public const string ServerFull = "53300";
    public const string PoolTimeout = "pool timeout";
    public const string PoolerRefused = "08P01";

    /// <summary>How long each unit works on its connection.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _toOpen;

    private Burst(int toOpen) => _toOpen = toOpen;

    public static async Task<UnitOutcome[]> RunAsync(string connectionString, int units, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var burst = new Burst(Math.Min(units, new NpgsqlConnectionStringBuilder(connectionString).MaxPoolSize));
        return await Task.WhenAll(Enumerable.Range(0, units).Select(_ => burst.UnitAsync(source, cancellationToken)));
    }

    private async Task<UnitOutcome> UnitAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var clock = Stopwatch.StartNew();
        try
        {
            await using var connection = await OpenAsync(source, cancellationToken);
            await _full.Task.WaitAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_sleep($1)", connection, transaction) { Parameters = { new() { Value = Hold.TotalSeconds } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(clock.Elapsed.TotalMilliseconds, Failure: null);
        }
        catch (NpgsqlException e)
        {
            return new(clock.Elapsed.TotalMilliseconds, Saturation.Classify(e) switch
            {
                SaturationCause.ServerFull when e is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => ServerFull,
                SaturationCause.PoolExhausted => PoolTimeout,
                null => e.Message,
                _ => PoolerRefused,
            });
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        finally
        {
            if (Interlocked.Decrement(ref _toOpen) == 0)
            {
                _full.SetResult();
            }
        }
    }
}
