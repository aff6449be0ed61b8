using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Measurements;

/// <summary>One reading of a measurement, and what it is taken from.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Scale">How much is offered.</param>
/// <param name="Running">The fleet, healthy; null if the measurement starts its own.</param>
internal sealed record Round(int Number, Scale Scale, RunningFleet? Running)
{
    /// <summary>The fleet.</summary>
    public RunningFleet Fleet => Running ?? throw new InvalidOperationException("The measurement starts its own fleet.");

    /// <summary>The fleet's servers and their connections.</summary>
    public BenchFleet Application => Fleet.Application;

    /// <summary>
    /// Measures something and what it is compared with, one after the other, and the other one first every second round: what changes with
    /// time then affects both.
    /// </summary>
    public async Task<(T Ours, T Baseline)> InterleavedAsync<T>(Func<Task<T>> ours, Func<Task<T>> baseline)
    {
        if (Number % 2 == 0)
        {
            var first = await ours();
            return (first, await baseline());
        }

        var other = await baseline();
        return (await ours(), other);
    }
}
