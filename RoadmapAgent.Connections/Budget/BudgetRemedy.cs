using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>A change of one setting. As a remedy of a violation it mends that inequality by itself and breaks no other one.</summary>
/// <param name="Setting">The setting's key; <c>Fleet:Services:*:…</c> means that of every service.</param>
/// <param name="Value">Its value now; of several services the largest.</param>
/// <param name="Direction">Which way to change it.</param>
/// <param name="Bound">The nearest value that mends.</param>
public sealed record BudgetRemedy(string Setting, string Value, RemedyDirection Direction, string Bound)
{
    /// <summary>The remedy as an instruction, without a full stop.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"set {Setting} ({Value}) to {Words(Direction)}{Bound}");

    private static string Words(RemedyDirection direction) => direction switch
    {
        RemedyDirection.AtMost => "at most ",
        RemedyDirection.AtLeast => "at least ",
        _ => "",
    };
}
