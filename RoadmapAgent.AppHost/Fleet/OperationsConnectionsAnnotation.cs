namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Marks what uses the operations reserve.</summary>
internal sealed record OperationsConnectionsAnnotation : IResourceAnnotation;
