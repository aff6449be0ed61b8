namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>One data file: a field with its skills and projects.</summary>
internal sealed record Field(string Id, string Name, IReadOnlyList<Skill> Skills, IReadOnlyList<Project> Projects);
