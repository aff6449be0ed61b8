namespace RoadmapAgent.Connections.Budget;

/// <summary>The answer of <see cref="ConnectionBudget"/>.</summary>
/// <param name="Subject">What was checked, in a few words.</param>
/// <param name="Lines">The arithmetic, in the order of the inequalities.</param>
/// <param name="Violations">What is broken; empty if the budget holds.</param>
/// <param name="NearestSizes">
/// If services' sizes break the budget: the changes of sizes that, all made together, scale the fleet down until it holds; empty if there are none.
/// </param>
public sealed record BudgetResult(string Subject, IReadOnlyList<BudgetLine> Lines, IReadOnlyList<BudgetViolation> Violations, IReadOnlyList<BudgetRemedy> NearestSizes)
{
    /// <summary>Whether the fleet cannot exhaust PostgreSQL.</summary>
    public bool Holds => Violations.Count == 0;
}
