namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>Code or commands in a named language.</summary>
internal sealed record CodeExample(string Language, string Code);
