namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A statement that is true or false, and why.</summary>
internal sealed record Claim(string Statement, bool IsTrue, string Because);
