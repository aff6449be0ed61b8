namespace RoadmapAgent.Connections.Budget;

/// <summary>The result of a <see cref="ConnectionBudget"/> check.</summary>
/// <param name="Subject">A short description of the checked fleet or process.</param>
/// <param name="Lines">The arithmetic, in the order of the inequalities.</param>
/// <param name="Violations">The violated inequalities; empty if the budget holds.</param>
/// <param name="NearestSizes">
/// If the services' sizes violate the budget: the size changes that together scale the fleet down until the budget holds. Empty if there
/// are none.
/// </param>
public sealed record BudgetResult(
    string Subject, IReadOnlyList<BudgetLine> Lines, IReadOnlyList<BudgetViolation> Violations, IReadOnlyList<BudgetRemedy> NearestSizes)
{
    /// <summary>Whether the fleet cannot exhaust PostgreSQL.</summary>
    public bool Holds => Violations.Count == 0;
}
