namespace RoadmapAgent.Connections.Budget;

/// <summary>A line of the budget.</summary>
/// <param name="Inequality">What the line is part of.</param>
/// <param name="Who">Who demands: a service, or <c>together</c>.</param>
/// <param name="Arithmetic">Where the numbers come from.</param>
/// <param name="Demand">Connections (files for <see cref="BudgetInequality.OpenFiles"/>); 0 or more.</param>
/// <param name="Limit">What is allowed, 0 or more; null for a part of a sum.</param>
public sealed record BudgetLine(BudgetInequality Inequality, string Who, string Arithmetic, long Demand, long? Limit = null)
{
    /// <summary>What is left of the limit; negative where it is exceeded, null where there is none.</summary>
    public long? Headroom => Limit - Demand;

    /// <summary>Whether the demand is within the limit.</summary>
    public bool Holds => Headroom is null or >= 0;
}
