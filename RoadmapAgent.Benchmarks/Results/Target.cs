using System.Globalization;

namespace RoadmapAgent.Benchmarks.Results;

/// <summary>What a figure has to reach.</summary>
/// <param name="Bound">The side of the limit.</param>
/// <param name="Limit">The limit, in the figure's unit; of the ratio, without a unit.</param>
/// <param name="OfRatio">Whether the limit applies to the ratio of figure and baseline. Default: false.</param>
internal sealed record Target(Bound Bound, double Limit, bool OfRatio = false)
{
    public static Target AtMost(double limit) => new(Bound.AtMost, limit);

    public static Target AtLeast(double limit) => new(Bound.AtLeast, limit);

    public static Target RatioAtLeast(double limit) => new(Bound.AtLeast, limit, OfRatio: true);

    public bool IsMetBy(double value) => Bound is Bound.AtMost ? value <= Limit : value >= Limit;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Bound is Bound.AtMost ? "≤" : "≥")} {Limit:0.###}{(OfRatio ? " ×" : "")}");
}
