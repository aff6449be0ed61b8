using System.Diagnostics;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Offers a load and watches the servers meanwhile.</summary>
/// <param name="servers">PostgreSQL and PgBouncer.</param>
internal sealed class Drill(DrillServers servers)
{
    /// <summary>Offers the load.</summary>
    /// <param name="offer">In which way.</param>
    /// <param name="inProcesses">From 21 operating-system processes; otherwise from 21 pools of this one.</param>
    /// <param name="cancellationToken">Ends the drill.</param>
    public async Task<DrillRow> RunAsync(DrillOffer offer, bool inProcesses, CancellationToken cancellationToken)
    {
        await using var sampler = await ServerSampler.StartAsync(servers, offer.Pooled, cancellationToken);
        string[] processes = [.. DrillOffer.Fleet.SelectMany(service => Enumerable.Repeat(offer.ConnectionString(service.Service), service.Replicas))];
        var (outcomes, wall) = inProcesses ? await FromProcessesAsync(processes, cancellationToken) : await FromPoolsAsync(processes, cancellationToken);
        return DrillRow.Of(offer, outcomes, await sampler.StopAsync(), wall);
    }

    private static async Task<(IReadOnlyList<UnitOutcome> Outcomes, TimeSpan Wall)> FromPoolsAsync(string[] processes, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var outcomes = await Task.WhenAll(processes.Select(process => Burst.RunAsync(process, DrillOffer.UnitsPerProcess, cancellationToken)));
        return ([.. outcomes.SelectMany(outcome => outcome)], clock.Elapsed);
    }

    private static async Task<(IReadOnlyList<UnitOutcome> Outcomes, TimeSpan Wall)> FromProcessesAsync(string[] processes, CancellationToken cancellationToken)
    {
        var running = new List<DrillProcess>();
        try
        {
            foreach (var process in processes)
            {
                running.Add(await DrillProcess.StartAsync(process, cancellationToken));
            }

            var clock = Stopwatch.StartNew();
            var outcomes = await Task.WhenAll(running.Select(process => process.GoAsync(cancellationToken)));
            return ([.. outcomes.SelectMany(outcome => outcome)], clock.Elapsed);
        }
        finally
        {
            running.ForEach(process => process.Dispose());
        }
    }
}
