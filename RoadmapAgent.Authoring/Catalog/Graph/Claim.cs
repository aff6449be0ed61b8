namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A true or false statement with its explanation.</summary>
internal sealed record Claim(string Statement, bool IsTrue, string Because);
