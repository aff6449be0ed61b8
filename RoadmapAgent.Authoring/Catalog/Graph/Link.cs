using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>An official page.</summary>
internal sealed record Link(string Title, string Url, ResourceType Type, string About);
