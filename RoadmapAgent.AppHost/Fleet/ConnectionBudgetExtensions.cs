using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Refuses to start, or to publish, a fleet that could exhaust PostgreSQL.</summary>
internal static class ConnectionBudgetExtensions
{
    public const string ResourceName = "connection-budget";

    /// <summary>Checks the budget before anything starts, and shows it in the dashboard while the fleet runs.</summary>
    public static IResourceBuilder<ConnectionBudgetResource> AddConnectionBudget(
        this IDistributedApplicationBuilder builder, FleetOptions options)
    {
        BudgetResult? budget = null;
        builder.OnBeforeStart((@event, _) =>
        {
            budget = Check(options, @event.Model);
            if (!budget.Holds)
            {
                throw new FleetException(BudgetReport.ToText(budget));
            }

            @event.Services.GetRequiredService<ILoggerFactory>()
                .CreateLogger("RoadmapAgent.ConnectionBudget")
                .LogInformation("{Budget}", BudgetReport.ToCompactText(budget));
            return Task.CompletedTask;
        });
        return builder.AddResource(new ConnectionBudgetResource(ResourceName))
            .WithIconName("Calculator")
            .ExcludeFromManifest()
            .WithInitialState(new() { ResourceType = "ConnectionBudget", State = KnownResourceStates.NotStarted, Properties = [] })
            .OnInitializeResource((resource, @event, _) => @event.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                Properties = [.. Properties(budget!)],
            }));
    }

    /// <summary>Checks the budget of the fleet in an application model.</summary>
    /// <exception cref="FleetException">A resource uses the database without declaring limits.</exception>
    public static BudgetResult Check(FleetOptions options, DistributedApplicationModel model) =>
        ConnectionBudget.Check(FleetModel.Of(options, model));

    private static IEnumerable<ResourcePropertySnapshot> Properties(BudgetResult budget) =>
        budget.Lines.Select(line => new ResourcePropertySnapshot(
            $"{line.Inequality}: {line.Who}",
            line.Limit is null ? Text(line.Demand) : $"{Text(line.Demand)} of {Text(line.Limit.Value)}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
