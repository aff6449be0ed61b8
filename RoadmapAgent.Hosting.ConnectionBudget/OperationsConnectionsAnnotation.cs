namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Marks a resource whose connections are part of the operations reserve.</summary>
public sealed record OperationsConnectionsAnnotation : IResourceAnnotation;
