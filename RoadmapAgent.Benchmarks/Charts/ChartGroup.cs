namespace RoadmapAgent.Benchmarks.Charts;

/// <summary>Bars with a scale of their own.</summary>
/// <param name="Title">What they measure.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Bars">The bars.</param>
/// <param name="Limit">What they are to stay below or reach. Default: null, nothing.</param>
/// <param name="LimitLabel">What the limit is called. Default: target.</param>
internal sealed record ChartGroup(
    string Title, string Unit, IReadOnlyList<ChartBar> Bars, double? Limit = null, string LimitLabel = "target")
{
    /// <summary>The end of the scale; above 0.</summary>
    public double Scale => Bars.SelectMany(bar => new[] { bar.Value, bar.Highest ?? 0 }).Append(Limit ?? 0).Max() is > 0 and var most
        ? most
        : 1;
}
