namespace RoadmapAgent.Benchmarks.Measurements;

/// <summary>What a round has found.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Baseline">That of what it is compared with. Default: null, nothing.</param>
internal sealed record Reading(double Value, double? Baseline = null)
{
    /// <summary>Further figures by name and unit.</summary>
    public IReadOnlyDictionary<string, double> Details { get; init; } = new Dictionary<string, double>();
}
