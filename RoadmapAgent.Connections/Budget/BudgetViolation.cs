namespace RoadmapAgent.Connections.Budget;

/// <summary>A broken inequality.</summary>
/// <param name="Inequality">Which one.</param>
/// <param name="Who">Whose demand is too large.</param>
/// <param name="Setting">The key of the setting to look at first.</param>
/// <param name="Value">That setting's value.</param>
/// <param name="Explanation">What is wrong, with the arithmetic.</param>
/// <param name="Remedies">Every single change that mends it: sizes of services first, the smallest change first; may be empty.</param>
public sealed record BudgetViolation(
    BudgetInequality Inequality,
    string Who,
    string Setting,
    string Value,
    string Explanation,
    IReadOnlyList<BudgetRemedy> Remedies)
{
    /// <summary>The explanation and all remedies.</summary>
    public string Message => Remedies.Count == 0
        ? $"{Explanation} No single setting change fixes this."
        : $"{Explanation} To fix it, {string.Join(", or ", Remedies)}.";
}
