using System.Diagnostics;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>Many watchers of a few roadmaps under review, and a restart of the API.</summary>
internal static class WatchersLoad
{
    private const int Roadmaps = 10;
    private const string Alias = "roadmap_api";

    private static readonly TimeSpan WatchersPatience = TimeSpan.FromMinutes(3);

    public static async Task<WatchersRun> OfferAsync(Round round, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WatchersPatience);
        var (fleet, count) = (round.Application, round.Scale.Watchers);
        var ids = await RoadmapClient.CreateAsync(fleet, Roadmaps, skipReview: false, patience.Token);
        await RoadmapClient.WaitAsync(fleet, ids, "human_review_pending", patience.Token);
        await RoadmapClient.SettleAsync(fleet, patience.Token);

        await using var console = await fleet.OpenConsoleAsync(patience.Token);
        var clock = Stopwatch.StartNew();
        var before = await PoolerTraffic.ReadAsync(console, Alias, patience.Token);
        await using var watchers = Watchers.Start(
            Enumerable.Range(0, count).Select(n => new Uri(fleet.Address("api"), $"/api/roadmaps/{ids[n % Roadmaps]}/events")));
        await watchers.ConnectedAsync(connected => connected == count, patience.Token);
        var connecting = clock.Elapsed;
        var statements = await SinceAsync(console, before, patience.Token);
        before = await PoolerTraffic.ReadAsync(console, Alias, patience.Token);
        await Task.Delay(connecting, patience.Token);
        var idle = await SinceAsync(console, before, patience.Token);

        var refused = watchers.Errors;
        clock.Restart();
        await fleet.RestartAsync("api", patience.Token);
        await watchers.ConnectedAsync(connected => connected < count, patience.Token);
        await watchers.ConnectedAsync(connected => connected == count, patience.Token);
        return new(count, statements, idle, connecting.TotalSeconds, watchers.Errors - refused, clock.Elapsed.TotalSeconds);
    }

    private static async Task<double> SinceAsync(
        AdminConsoleConnection console, PoolerTraffic before, CancellationToken cancellationToken) =>
        (await PoolerTraffic.ReadAsync(console, Alias, cancellationToken) - before).RoundTrips;
}
