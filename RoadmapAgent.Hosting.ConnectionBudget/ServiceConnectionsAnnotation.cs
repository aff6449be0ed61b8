using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>The connections of a service, declared completely; its references are not searched for others.</summary>
/// <param name="Service">The service. The number of its replicas and its share of the pooler come from the application model.</param>
public sealed record ServiceConnectionsAnnotation(ServiceDescription Service) : IResourceAnnotation;
