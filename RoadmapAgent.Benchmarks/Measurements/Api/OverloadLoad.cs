using System.Diagnostics;
using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>Clients that list and read roadmaps, more than the API can serve, and as many as it can.</summary>
internal static class OverloadLoad
{
    private const int Roadmaps = 20;

    public static async Task<OverloadRun> OfferAsync(Round round, CancellationToken cancellationToken)
    {
        var ids = await RoadmapClient.CreateAsync(round.Application, Roadmaps, skipReview: true, cancellationToken);
        await RoadmapClient.WaitAsync(round.Application, ids, "completed", cancellationToken);
        await RoadmapClient.SettleAsync(round.Application, cancellationToken);
        // Not through the orchestrator's proxy, which would be what is overloaded.
        var api = round.Fleet.AddressOfProcess("api");
        Uri[] addresses = [new(api, $"/api/roadmaps?limit={Roadmaps}"), .. ids.Select(id => new Uri(api, $"/api/roadmaps/{id}"))];
        await HttpLoad.RunAsync(addresses[0], TimeSpan.FromSeconds(1), cancellationToken);
        await HttpLoad.RunAsync(addresses[1], TimeSpan.FromSeconds(1), cancellationToken);

        var connect = new Uri(api, "/alive");
        var few = await Crowd.RunAsync(round.Scale.FewCallers, connect, addresses, round.Scale.Overload, cancellationToken);
        var many = await Crowd.RunAsync(round.Scale.ManyCallers, connect, addresses, round.Scale.Overload, cancellationToken);
        return new(many, few, await RecoverAsync(addresses[^1], cancellationToken));
    }

    private static async Task<double> RecoverAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            using var response = await client.GetAsync(address, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return clock.Elapsed.TotalSeconds;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }
}
