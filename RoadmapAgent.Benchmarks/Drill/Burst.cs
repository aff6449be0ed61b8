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

    /// <summary>Units of work that each process of the predecessor's load wants to do at once.</summary>
    public const int PredecessorsUnits = 15;

    private readonly Countdown _places;
    private readonly Lend _lend;
    private readonly UnitWork _work;

    private Burst(int places, Lend lend, UnitWork work) => (_places, _lend, _work) = (new(places), lend, work);

    /// <summary>Does the units of work.</summary>
    /// <param name="units">How many are wanted at once.</param>
    /// <param name="places">Connections that the process may use at once.</param>
    /// <param name="work">What each does with its connection.</param>
    /// <param name="lend">Where the connections come from.</param>
    /// <param name="meet">
    /// Says that this process has tried all its places, and waits for the other processes; one that returns at once lets every unit begin
    /// as soon as its own process has tried its places.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<UnitOutcome[]> RunAsync(
        int units, int places, UnitWork work, Lend lend, Func<CancellationToken, Task> meet, CancellationToken cancellationToken)
    {
        var burst = new Burst(Math.Min(units, places), lend, work);
        var everybody = burst.EverybodyAsync(meet, cancellationToken);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, units).Select(_ => burst.UnitAsync(everybody, cancellationToken)));
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
                    await _work(connection, ct);
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
