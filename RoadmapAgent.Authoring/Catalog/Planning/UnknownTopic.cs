namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Something the catalog knows nothing about.</summary>
internal sealed record UnknownTopic(string Name) : ConceptSource;
