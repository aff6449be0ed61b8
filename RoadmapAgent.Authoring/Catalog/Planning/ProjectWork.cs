using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>A project of the catalog.</summary>
internal sealed record ProjectWork(Project Project) : ConceptSource;
