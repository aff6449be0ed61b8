namespace RoadmapAgent.Connections.Budget;

/// <summary>A line of the budget.</summary>
/// <param name="Inequality">The inequality that the line belongs to.</param>
/// <param name="Who">The source of the demand: a service, or <c>together</c>.</param>
/// <param name="Arithmetic">The calculation of the numbers.</param>
/// <param name="Demand">Connections (files for <see cref="BudgetInequality.OpenFiles"/>); 0 or more.</param>
/// <param name="Limit">The allowed maximum, 0 or more; null for a part of a sum.</param>
public sealed record BudgetLine(BudgetInequality Inequality, string Who, string Arithmetic, long Demand, long? Limit = null)
{
    /// <summary>The remaining part of the limit; negative if the limit is exceeded, null if there is none.</summary>
    public long? Headroom => Limit - Demand;

    /// <summary>Whether the demand is within the limit.</summary>
    public bool Holds => Headroom is null or >= 0;
}
