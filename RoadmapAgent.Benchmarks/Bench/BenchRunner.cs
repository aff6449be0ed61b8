using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Measurements;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Bench;

/// <summary>Runs measurements, each round of each against its baseline; those of a fleet share it.</summary>
/// <param name="scale">How much is offered, and how often.</param>
/// <param name="progress">Told what is being done.</param>
internal sealed class BenchRunner(Scale scale, IProgress<string> progress)
{
    private readonly List<Result> _results = [];
    private readonly List<Omission> _omissions = [];

    /// <summary>What was measured so far.</summary>
    public IReadOnlyList<Result> Results => _results;

    /// <summary>What could not be measured so far.</summary>
    public IReadOnlyList<Omission> Omissions => _omissions;

    /// <summary>Runs them. One that fails is an omission; the others go on.</summary>
    public async Task RunAsync(IReadOnlyList<Measurement> measurements, CancellationToken cancellationToken)
    {
        foreach (var group in measurements.GroupBy(measurement => measurement.Fleet))
        {
            try
            {
                await RunAsync(group.Key, [.. group], cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                progress.Report($"The fleet '{group.Key?.Name}' failed: {e.Message}");
                _omissions.AddRange(group.Where(IsMissing).Select(measurement => new Omission(measurement.Name, e.Message)));
            }
        }
    }

    private async Task RunAsync(FleetKind? kind, IReadOnlyList<Measurement> measurements, CancellationToken cancellationToken)
    {
        if (kind is not null)
        {
            progress.Report($"Starting the fleet '{kind.Name}' …");
        }

        await using var fleet = kind is null ? null : await RunningFleet.StartAsync(kind, cancellationToken);
        foreach (var measurement in measurements)
        {
            try
            {
                _results.Add(await MeasureAsync(measurement, fleet, cancellationToken));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                progress.Report($"{measurement.Name} failed: {e}");
                _omissions.Add(new(measurement.Name, e.Message));
            }
        }
    }

    private async Task<Result> MeasureAsync(Measurement measurement, RunningFleet? fleet, CancellationToken cancellationToken)
    {
        progress.Report($"Measuring {measurement.Name} …");
        var readings = new List<Reading>();
        for (var number = 0; number < measurement.Rounds(scale); number++)
        {
            var reading = await measurement.ReadAsync(new(number, scale, fleet), cancellationToken);
            readings.Add(reading);
            progress.Report(FormattableString.Invariant($"  {reading.Value:0.###} {measurement.Unit}") + Against(measurement, reading));
        }

        return ResultOf(measurement, readings);
    }

    private static string Against(Measurement measurement, Reading reading) =>
        reading.Baseline is { } baseline ? FormattableString.Invariant($"; {measurement.Baseline}: {baseline:0.###}") : "";

    /// <summary>Sums up the readings of a measurement.</summary>
    internal static Result ResultOf(Measurement measurement, IReadOnlyList<Reading> readings) => new(
        measurement.Name,
        measurement.Title,
        measurement.Unit,
        measurement.Target,
        [.. readings.Select(reading => reading.Value)],
        measurement.Baseline,
        [.. readings.Select(reading => reading.Baseline).OfType<double>()],
        readings.SelectMany(reading => reading.Details)
            .GroupBy(detail => detail.Key, detail => detail.Value)
            .ToDictionary(detail => detail.Key, Statistics.Median));

    private bool IsMissing(Measurement measurement) =>
        _results.All(result => result.Name != measurement.Name) && _omissions.All(omission => omission.Name != measurement.Name);
}
