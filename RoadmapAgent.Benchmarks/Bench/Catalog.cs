using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Measurements;
using RoadmapAgent.Benchmarks.Measurements.Api;
using RoadmapAgent.Benchmarks.Measurements.Pipeline;
using RoadmapAgent.Benchmarks.Measurements.Pooling;
using RoadmapAgent.Benchmarks.Measurements.Processes;

namespace RoadmapAgent.Benchmarks.Bench;

/// <summary>All measurements.</summary>
internal static class Catalog
{
    /// <summary>The name of the measurement with a second pooler.</summary>
    public const string NewerSaving = "saving-newer";

    /// <summary>Creates them, in the order in which they run on a fleet.</summary>
    /// <param name="newerPgBouncer">The program of a second pooler. Default: null, none.</param>
    /// <param name="newerVersion">Its version, to be shown.</param>
    public static IReadOnlyList<Measurement> Create(string? newerPgBouncer = null, string newerVersion = "a newer PgBouncer")
    {
        var pipeline = new OncePerRound<(PipelineRun Ours, PipelineRun Baseline)>(PipelineLoad.OfferAsync);
        var clients = new OncePerRound<(ClientsRun Ours, ClientsRun Baseline)>(PooledClients.OfferAsync);
        var watchers = new OncePerRound<WatchersRun>(WatchersLoad.OfferAsync);
        var overload = new OncePerRound<OverloadRun>(OverloadLoad.OfferAsync);
        return
        [
            new ColdStart(),
            new ConnectionSeconds(pipeline),
            new LockWaits(pipeline),
            new Transactions(pipeline),
            new RoundTrips(pipeline),
            new Throughput(pipeline),
            new CpuTime(pipeline),
            new WorkerMemory(),
            new ListRequests(),
            new LogIngestion(),
            new IdleStatements("idle", FleetKind.Laptop, target: 1.5),
            new ClientFailures(clients),
            new ClientLatency(clients),
            new ClientBackends(clients),
            new WatchersConnect(watchers),
            new WatchersRestart(watchers),
            new OverloadServed(overload),
            new OverloadRefusals(overload),
            new OverloadRecovery(overload),
            new SavedConcepts("saving", "the installed PgBouncer", FleetKind.Servers, target: 0.9),
            .. newerPgBouncer is null ? Array.Empty<Measurement>() : [NewerConcepts(newerPgBouncer, newerVersion)],
            new ModelOverlap(),
            new IdleStatements("idle-seed", FleetKind.Seed, target: 3),
        ];
    }

    private static SavedConcepts NewerConcepts(string program, string version) =>
        new(NewerSaving, version, FleetKind.Servers with { Name = $"servers with {version}", PgBouncer = program }, target: 0.95);
}
