namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>A topic that the catalog does not know.</summary>
internal sealed record UnknownTopic(string Name) : ConceptSource;
