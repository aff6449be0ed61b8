namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Marks resources that use the operations reserve.</summary>
internal sealed record OperationsConnectionsAnnotation : IResourceAnnotation;
