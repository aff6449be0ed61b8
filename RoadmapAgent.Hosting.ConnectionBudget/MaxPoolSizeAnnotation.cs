namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>The size of each of a service's connection pools.</summary>
/// <param name="MaxPoolSize">Connections, 1 to 10,000.</param>
internal sealed record MaxPoolSizeAnnotation(int MaxPoolSize) : IResourceAnnotation;
