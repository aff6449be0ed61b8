using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Processes;

/// <summary>How much memory the largest worker has after many roadmaps.</summary>
internal sealed class WorkerMemory : Measurement
{
    private const int Roadmaps = 140;

    private static readonly string[] Workers = ["logs", "content", "workflow"];

    public override string Name => "memory";

    public override string Title => $"Memory (PSS) of the largest worker after {Roadmaps} roadmaps";

    public override string Unit => "MB";

    public override Target Target => Target.AtMost(90);

    public override string Baseline => "the largest when the fleet became healthy";

    public override int Rounds(Scale scale) => 1;

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        var written = await round.Application.ReadAsync<long>(
            "SELECT count(*) FROM roadmap.roadmaps WHERE status = 'completed'", cancellationToken);
        var ids = await RoadmapClient.CreateAsync(
            round.Application, (int)Math.Max(0, Roadmaps - written), skipReview: true, cancellationToken);
        await RoadmapClient.WaitAsync(round.Application, ids, "completed", cancellationToken);
        await RoadmapClient.SettleAsync(round.Application, cancellationToken);
        var now = round.Fleet.MemoryMegabytes();
        return new(Largest(now), Largest(round.Fleet.FreshMegabytes))
        {
            Details = now.ToDictionary(each => $"{each.Key}, MB", each => each.Value),
        };
    }

    private static double Largest(IReadOnlyDictionary<string, double> memory) => Workers.Max(worker => memory[worker]);
}
