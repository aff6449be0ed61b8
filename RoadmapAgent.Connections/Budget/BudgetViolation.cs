namespace RoadmapAgent.Connections.Budget;

/// <summary>A violated inequality.</summary>
/// <param name="Inequality">The inequality.</param>
/// <param name="Who">The service whose demand is too large, or <c>together</c>.</param>
/// <param name="Setting">The key of the first setting to check.</param>
/// <param name="Value">That setting's value.</param>
/// <param name="Explanation">The problem, with the arithmetic.</param>
/// <param name="Remedies">All single changes that fix it, service sizes first, then by size of the change; may be empty.</param>
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
