using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>The connection budget as a resource: it runs nothing, and shows the limits of every server and their use.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="fleet">The declared limits; null for the defaults, or those declared on the servers.</param>
public sealed class ConnectionBudgetResource(string name, FleetDescription? fleet) : Resource(name)
{
    /// <summary>The declared limits; null if every server has its own.</summary>
    public FleetDescription? Fleet { get; } = fleet;

    /// <summary>Computes the budget of every server in an application model.</summary>
    /// <param name="model">The application model.</param>
    /// <param name="execution">The execution context of the services' environments.</param>
    /// <param name="cancellationToken">Cancels reading them.</param>
    /// <returns>The budgets in the order in which the servers are used; empty if no service uses a database.</returns>
    public async Task<IReadOnlyList<ServerBudget>> CheckAsync(
        DistributedApplicationModel model, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var servers = await BudgetModel.ReadAsync(model, Fleet, execution, cancellationToken);
        return [.. servers.Select(server => ServerBudget.Check(server, isConfigured: Fleet is not null))];
    }
}
