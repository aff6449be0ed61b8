namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>The application is not started, or published, because its services could exhaust PostgreSQL.</summary>
/// <param name="message">The whole budget, and the smallest changes that would satisfy it.</param>
public sealed class ConnectionBudgetException(string message) : DistributedApplicationException(message);
