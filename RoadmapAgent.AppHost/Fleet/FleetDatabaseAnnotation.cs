namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Marks the resources that give access to the fleet's database: server, pooler and connection strings.</summary>
internal sealed record FleetDatabaseAnnotation : IResourceAnnotation;
