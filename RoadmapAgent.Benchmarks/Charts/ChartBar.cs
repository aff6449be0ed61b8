namespace RoadmapAgent.Benchmarks.Charts;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Its length; 0 or more.</param>
/// <param name="Lowest">The lowest reading. Default: null, the value.</param>
/// <param name="Highest">The highest reading. Default: null, the value.</param>
/// <param name="Muted">Whether it is there for comparison only. Default: false.</param>
internal sealed record ChartBar(string Label, double Value, double? Lowest = null, double? Highest = null, bool Muted = false);
