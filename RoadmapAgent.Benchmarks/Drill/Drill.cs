using System.Diagnostics;
using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Offers a load and watches the servers meanwhile.</summary>
internal static class Drill
{
    /// <summary>Offers the load.</summary>
    /// <param name="name">What it is called in the table.</param>
    /// <param name="administrator">Leads to PostgreSQL.</param>
    /// <param name="console">Leads to the pooler's console; null without a pooler.</param>
    /// <param name="load">The load, and what became of its units of work.</param>
    /// <param name="cancellationToken">Ends the drill.</param>
    public static async Task<DrillRow> RunAsync(
        string name,
        string administrator,
        string? console,
        Func<Task<IReadOnlyList<UnitOutcome>>> load,
        CancellationToken cancellationToken)
    {
        await using var sampler = await ServerSampler.StartAsync(administrator, console, cancellationToken);
        var clock = Stopwatch.StartNew();
        var outcomes = await load();
        var wall = clock.Elapsed;
        return DrillRow.Of(name, outcomes, await sampler.StopAsync(), wall);
    }
}
