using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>How many times a second the API lists roadmaps, against reading one of them.</summary>
internal sealed class ListRequests : Measurement
{
    private const int Page = 20;

    private Uri? _one;

    public override string Name => "list";

    public override string Title => $"Pages of {Page} roadmaps that {HttpLoad.Clients} clients get";

    public override string Unit => "1/s";

    public override Target Target => Target.RatioAtLeast(0.5);

    public override string Baseline => "one roadmap";

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        // Not through the orchestrator's proxy, whose price both would pay.
        var api = round.Fleet.AddressOfProcess("api");
        _one ??= new(api, $"/api/roadmaps/{await OneAsync(round, cancellationToken)}");
        var list = new Uri(api, $"/api/roadmaps?limit={Page}");
        await HttpLoad.RunAsync(list, TimeSpan.FromSeconds(1), cancellationToken);
        await HttpLoad.RunAsync(_one, TimeSpan.FromSeconds(1), cancellationToken);
        var (ours, baseline) = await round.InterleavedAsync(
            () => HttpLoad.RunAsync(list, round.Scale.Load, cancellationToken),
            () => HttpLoad.RunAsync(_one, round.Scale.Load, cancellationToken));
        return new(ours.PerSecond, baseline.PerSecond)
        {
            Details = new Dictionary<string, double> { ["list p99, ms"] = ours.P99, ["one roadmap p99, ms"] = baseline.P99 },
        };
    }

    private static async Task<Guid> OneAsync(Round round, CancellationToken cancellationToken)
    {
        var ids = await RoadmapClient.CreateAsync(round.Application, Page, skipReview: true, cancellationToken);
        await RoadmapClient.WaitAsync(round.Application, ids, "completed", cancellationToken);
        await RoadmapClient.SettleAsync(round.Application, cancellationToken);
        return ids[0];
    }
}
