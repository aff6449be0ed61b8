namespace RoadmapAgent.Benchmarks.Charts;

/// <summary>A chart of horizontal bars.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Subtitle">Where and when it was measured.</param>
/// <param name="Groups">Its groups, from top to bottom.</param>
internal sealed record Chart(string Title, string Subtitle, IReadOnlyList<ChartGroup> Groups);
