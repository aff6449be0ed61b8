using System.Diagnostics;
using System.Net.Http.Json;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>
/// How fast roadmaps are written by a slow model, against a bare client that makes the same calls with the same concurrency and does
/// nothing else.
/// </summary>
internal sealed class ModelOverlap : Measurement
{
    private const int ContentProcesses = 2;
    private const int Pieces = 3;

    private static readonly string[] Planning = ["intent", "curriculum", "score"];

    public override string Name => "model";

    public override string Title => $"Roadmaps that a model with answers after {ModelServer.Delay.TotalSeconds} s writes";

    public override string Unit => "1/min";

    public override Target Target => Target.RatioAtLeast(0.95);

    public override string Baseline => "a bare client with the same calls";

    public override FleetKind? Fleet => FleetKind.WithModel;

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        if (round.Number == 0)
        {
            await WriteAsync(round.Application, 1, cancellationToken);
        }

        var (count, model) = (round.Scale.ModelRoadmaps, round.Fleet.Model);
        var calls = count * (Planning.Length + (ModelServer.Concepts * Pieces));
        var (ours, baseline) = await round.InterleavedAsync(
            () => CountedAsync(() => WriteAsync(round.Application, count, cancellationToken)),
            () => CountedAsync(() => CallAsync(model, count, cancellationToken)));
        return new(ours, baseline) { Details = new Dictionary<string, double> { ["calls"] = calls } };

        // Otherwise the two could not be compared.
        async Task<double> CountedAsync(Func<Task<double>> write)
        {
            var before = model.Calls;
            var perMinute = await write();
            return model.Calls - before == calls
                ? perMinute
                : throw new InvalidOperationException($"{model.Calls - before} calls were made for {count} roadmaps, not {calls}.");
        }
    }

    private static async Task<double> WriteAsync(BenchFleet fleet, int count, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var ids = await RoadmapClient.CreateAsync(fleet, count, skipReview: true, cancellationToken);
        await RoadmapClient.WaitAsync(fleet, ids, "completed", cancellationToken);
        return count / clock.Elapsed.TotalMinutes;
    }

    private static async Task<double> CallAsync(ModelServer model, int count, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var planning = new SemaphoreSlim(ModelServer.Concurrency);
        using var writing = new SemaphoreSlim(ModelServer.Concurrency * ContentProcesses);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            foreach (var task in Planning)
            {
                await AskAsync(planning, task);
            }

            await Task.WhenAll(Enumerable.Range(0, ModelServer.Concepts * Pieces).Select(_ => AskAsync(writing, "quiz")));
        }));
        return count / clock.Elapsed.TotalMinutes;

        async Task AskAsync(SemaphoreSlim limit, string task)
        {
            await limit.WaitAsync(cancellationToken);
            try
            {
                using var response = await client.PostAsJsonAsync(
                    $"{model.Endpoint}/chat/completions",
                    new { response_format = new { json_schema = new { name = task } } },
                    cancellationToken);
                response.EnsureSuccessStatusCode();
            }
            finally
            {
                limit.Release();
            }
        }
    }
}
