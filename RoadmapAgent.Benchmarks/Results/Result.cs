using System.Text.Json.Serialization;

namespace RoadmapAgent.Benchmarks.Results;

/// <summary>What a measurement has found.</summary>
/// <param name="Name">Its name, as <c>--only</c> takes it.</param>
/// <param name="Title">What it measures.</param>
/// <param name="Unit">The unit of its figures.</param>
/// <param name="Target">What has to be reached.</param>
/// <param name="Values">A figure per round.</param>
/// <param name="Baseline">What it is compared with; null if nothing can be.</param>
/// <param name="BaselineValues">A figure per round of what it is compared with; empty without a baseline.</param>
/// <param name="Details">Further figures, as medians, by name and unit.</param>
internal sealed record Result(
    string Name,
    string Title,
    string Unit,
    Target Target,
    IReadOnlyList<double> Values,
    string? Baseline,
    IReadOnlyList<double> BaselineValues,
    IReadOnlyDictionary<string, double> Details)
{
    public double Median => Statistics.Median(Values);

    public double Spread => Statistics.Spread([.. Values]);

    public double? BaselineMedian => BaselineValues.Count == 0 ? null : Statistics.Median(BaselineValues);

    /// <summary>The median of the rounds' ratios; null without a baseline, or if it was zero.</summary>
    public double? Ratio => Ratios.Count == 0 ? null : Statistics.Median(Ratios);

    public bool TargetMet => Judged.Count > 0 && Target.IsMetBy(Statistics.Median(Judged));

    /// <summary>The figures that the target applies to.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Judged => Target.OfRatio ? Ratios : Values;

    [JsonIgnore]
    private IReadOnlyList<double> Ratios =>
        [.. Values.Zip(BaselineValues).Where(pair => pair.Second != 0).Select(pair => pair.First / pair.Second)];
}
