namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>What became of one offer.</summary>
/// <param name="Name">How the load was offered.</param>
/// <param name="Offered">Units of work wanted at once.</param>
/// <param name="Succeeded">Those that were done.</param>
/// <param name="ServerFull">Refused by PostgreSQL: too many clients already (53300).</param>
/// <param name="PoolTimeout">Waited in vain for a connection of their own process.</param>
/// <param name="PoolerRefused">Refused by PgBouncer (08P01).</param>
/// <param name="Other">Failed otherwise.</param>
/// <param name="P50">Median duration of those that succeeded, in ms.</param>
/// <param name="P95">95th percentile, in ms.</param>
/// <param name="P99">99th percentile, in ms.</param>
/// <param name="PeakClients">Most connections that the processes had open at a sample, to PostgreSQL or to PgBouncer.</param>
/// <param name="PeakBackends">
/// Most backends of PostgreSQL at a sample, without those of operations: the sampler, the monitor, health checks.
/// </param>
/// <param name="WallMilliseconds">From the first unit to the end of the last.</param>
/// <param name="OtherReasons">Why units failed otherwise.</param>
internal sealed record DrillRow(
    string Name,
    int Offered,
    int Succeeded,
    int ServerFull,
    int PoolTimeout,
    int PoolerRefused,
    int Other,
    long P50,
    long P95,
    long P99,
    long PeakClients,
    long PeakBackends,
    long WallMilliseconds,
    IReadOnlyList<string> OtherReasons)
{
    /// <summary>As the predecessor did it.</summary>
    public const string Predecessor = "21 x 15 straight to PostgreSQL";

    /// <summary>As a budget without a pooler has it.</summary>
    public const string Divided = "21 x 4 straight to PostgreSQL";

    /// <summary>As this fleet does it.</summary>
    public const string Pooled = "21 x 15 through the pooler";

    public static DrillRow Of(string name, IReadOnlyList<UnitOutcome> outcomes, (long Clients, long Backends) peak, TimeSpan wall)
    {
        double[] durations = [.. outcomes.Where(outcome => outcome.Failure is null).Select(outcome => outcome.Milliseconds).Order()];
        var failures = outcomes.Where(outcome => outcome.Failure is not null).Select(outcome => outcome.Failure!).ToList();
        var (full, timeout, refused) = (Count(Burst.ServerFull), Count(Burst.PoolTimeout), Count(Burst.PoolerRefused));
        return new(
            name, outcomes.Count, durations.Length, full, timeout, refused, failures.Count - full - timeout - refused,
            Percentile(0.50), Percentile(0.95), Percentile(0.99), peak.Clients, peak.Backends, (long)wall.TotalMilliseconds,
            [.. failures.Except([Burst.ServerFull, Burst.PoolTimeout, Burst.PoolerRefused]).Order()]);

        int Count(string failure) => failures.Count(f => f == failure);

        // The smallest duration that this share of all does not exceed.
        long Percentile(double share) =>
            durations.Length == 0 ? 0 : (long)Math.Round(durations[(int)Math.Ceiling(share * durations.Length) - 1]);
    }
}
