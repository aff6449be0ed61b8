using System.Diagnostics;
using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>Many roadmaps at once, against roadmaps one after the other.</summary>
internal static class PipelineLoad
{
    private const string Concepts = "SELECT count(*) FROM roadmap.content_items WHERE roadmap_id = ANY ($1) AND kind = 'quiz'";

    /// <summary>Offers both.</summary>
    public static async Task<(PipelineRun Ours, PipelineRun Baseline)> OfferAsync(Round round, CancellationToken cancellationToken)
    {
        if (round.Number == 0)
        {
            // Compiles what runs often: the first roadmaps cost twenty times as much CPU.
            await WriteAsync(round.Application, round.Scale.Roadmaps, cancellationToken);
            await WriteAsync(round.Application, round.Scale.Roadmaps, cancellationToken);
        }

        return await round.InterleavedAsync(
            () => RunAsync(round.Fleet, inTurn: 1, atOnce: round.Scale.Roadmaps, cancellationToken),
            () => RunAsync(round.Fleet, inTurn: round.Scale.InTurn, atOnce: 1, cancellationToken));
    }

    private static async Task<PipelineRun> RunAsync(RunningFleet fleet, int inTurn, int atOnce, CancellationToken cancellationToken)
    {
        await RoadmapClient.SettleAsync(fleet.Application, cancellationToken);
        await using var console = await fleet.Application.OpenConsoleAsync(cancellationToken);
        await using var locks = await LockSampler.StartAsync(fleet.Application.Administrator, cancellationToken);
        var (traffic, cpu) = (await PoolerTraffic.ReadAsync(console, alias: null, cancellationToken), fleet.CpuSeconds());
        var clock = Stopwatch.StartNew();
        var ids = new List<Guid>();
        for (var n = 0; n < inTurn; n++)
        {
            ids.AddRange(await WriteAsync(fleet.Application, atOnce, cancellationToken));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var share = await locks.StopAsync();
        // What follows a roadmap, such as its execution logs, is part of its price.
        await RoadmapClient.SettleAsync(fleet.Application, cancellationToken);
        var spent = fleet.CpuSeconds().ToDictionary(each => each.Key, each => each.Value - cpu[each.Key]);
        return new(
            ids.Count,
            await fleet.Application.ReadAsync<long>(Concepts, cancellationToken, [ids.ToArray()]),
            seconds,
            await PoolerTraffic.ReadAsync(console, alias: null, cancellationToken) - traffic,
            share,
            spent);
    }

    private static async Task<Guid[]> WriteAsync(BenchFleet fleet, int count, CancellationToken cancellationToken)
    {
        var ids = await RoadmapClient.CreateAsync(fleet, count, skipReview: true, cancellationToken);
        await RoadmapClient.WaitAsync(fleet, ids, "completed", cancellationToken);
        return ids;
    }
}
