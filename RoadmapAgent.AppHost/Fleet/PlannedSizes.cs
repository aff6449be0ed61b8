using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Applies planned sizes instead of the declared ones.</summary>
internal static class PlannedSizes
{
    /// <summary>Replaces shares and pool sizes with planned ones.</summary>
    /// <exception cref="FleetException">No sizes fit the limits.</exception>
    public static void Apply(FleetOptions options)
    {
        var fleet = FleetDescriptions.OfLimits(options) with
        {
            Services = [.. options.Services.Select(service => FleetDescriptions.Of(service.Key, service.Value))],
        };
        var planned = ConnectionPlanner.Plan(fleet, options.MinimumHeadroom)
            ?? throw new FleetException(
                $"Fleet:Sizing is 'Planned', but no sizes fit.{Environment.NewLine}{BudgetReport.ToText(ConnectionBudget.Check(fleet))}");
        foreach (var service in planned.Services)
        {
            var sizes = options.Services[service.Name];
            (sizes.MaxPoolSize, sizes.Share) = (service.MaxPoolSize, service.Share);
        }
    }
}
