using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>A change to one setting. As a remedy for a violation, it fixes that inequality on its own and violates no other.</summary>
/// <param name="Setting">The setting's key; <c>Fleet:Services:*:…</c> means the setting of every service.</param>
/// <param name="Value">Its current value; the largest one if the remedy covers several services.</param>
/// <param name="Direction">The direction of the change.</param>
/// <param name="Bound">The nearest value that fixes the violation.</param>
public sealed record BudgetRemedy(string Setting, string Value, RemedyDirection Direction, string Bound)
{
    /// <summary>The remedy as an instruction, without a full stop.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"set {Setting} ({Value}) to {Words(Direction)}{Bound}");

    private static string Words(RemedyDirection direction) => direction switch
    {
        RemedyDirection.AtMost => "at most ",
        RemedyDirection.AtLeast => "at least ",
        _ => "",
    };
}
