using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>Applies planned sizes instead of the declared ones.</summary>
internal static class PlannedSizes
{
    /// <summary>Replaces shares and pool sizes with planned ones.</summary>
    /// <exception cref="FleetException">No sizes fit the limits.</exception>
    public static FleetOptions Apply(FleetOptions options) =>
        (FleetOptions?)ConnectionPlanner.Plan(options, options.MinimumHeadroom)
        ?? throw new FleetException(
            $"Fleet:Sizing is 'Planned', but no sizes fit.{Environment.NewLine}{BudgetReport.ToText(ConnectionBudget.Check(options))}");
}
