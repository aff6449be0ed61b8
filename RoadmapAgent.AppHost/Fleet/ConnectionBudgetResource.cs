namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The connection budget as a resource: it runs nothing and shows the declared limits.</summary>
/// <param name="name">The resource's name.</param>
public sealed class ConnectionBudgetResource(string name) : Resource(name);
