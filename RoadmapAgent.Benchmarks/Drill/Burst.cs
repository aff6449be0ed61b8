using System.Diagnostics;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// A process's units of work, all wanted at the same moment. None gives its connection back before every process has tried to open all it
/// may: otherwise a slow machine would close the first connections before it comes to open the last, and the load would be a smaller one.
/// </summary>
internal sealed class Burst
{
    public const string ServerFull = "53300";
    public const string PoolTimeout = "pool timeout";
    public const string PoolerRefused = "08P01";

    /// <summary>Units of work that each process wants to do at once.</summary>
    public const int Units = 15;

    /// <summary>How long each unit works on its connection.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);

    private readonly Countdown _places;
    private readonly Lend _lend;

    private Burst(int places, Lend lend) => (_places, _lend) = (new(Math.Min(Units, places)), lend);

    /// <summary>Does the units of work.</summary>
    /// <param name="places">Connections that the process may use at once.</param>
    /// <param name="lend">Where they come from.</param>
    /// <param name="meet">Says that this process has tried all its places, and waits for the other processes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<UnitOutcome[]> RunAsync(
        int places, Lend lend, Func<CancellationToken, Task> meet, CancellationToken cancellationToken)
    {
        var burst = new Burst(places, lend);
        var everybody = burst.EverybodyAsync(meet, cancellationToken);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Units).Select(_ => burst.UnitAsync(everybody, cancellationToken)));
        // A process whose units have all been refused ends before the others, who still wait for its word.
        await everybody;
        return outcomes;
    }

    private async Task EverybodyAsync(Func<CancellationToken, Task> meet, CancellationToken cancellationToken)
    {
        await _places.Everybody.WaitAsync(cancellationToken);
        await meet(cancellationToken);
    }

    private async Task<UnitOutcome> UnitAsync(Task everybody, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var clock = Stopwatch.StartNew();
        var tried = false;
        try
        {
            await _lend(
                async (connection, ct) =>
                {
                    Tried();
                    await everybody.WaitAsync(ct);
                    await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_sleep($1)", connection)
                    {
                        Parameters = { new() { Value = Hold.TotalSeconds } },
                    };
                    await command.ExecuteNonQueryAsync(ct);
                },
                cancellationToken);
            return new(clock.Elapsed.TotalMilliseconds, Failure: null);
        }
        catch (Exception e) when (
            !cancellationToken.IsCancellationRequested && ErrorClassifier.Classify(e, schemaComplete: true) is ErrorKind.Outage)
        {
            return new(clock.Elapsed.TotalMilliseconds, Saturation.Classify(e) switch
            {
                SaturationCause.ServerFull
                    when (e as PostgresException ?? e.InnerException as PostgresException)
                        is { SqlState: PostgresErrorCodes.TooManyConnections } =>
                    ServerFull,
                SaturationCause.PoolExhausted or SaturationCause.GateTimeout or SaturationCause.GateFull => PoolTimeout,
                null => e.Message,
                _ => PoolerRefused,
            });
        }
        finally
        {
            Tried();
        }

        void Tried()
        {
            if (!tried)
            {
                _places.Arrive();
            }

            tried = true;
        }
    }
}
