namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Marks what leads to the fleet's database: its server, its pooler, and their connection strings.</summary>
internal sealed record FleetDatabaseAnnotation : IResourceAnnotation;
