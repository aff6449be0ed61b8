namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A module.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">Its common theme.</param>
/// <param name="Concepts">Its concepts.</param>
public sealed record ModuleView(string Title, string Description, IReadOnlyList<ConceptSummary> Concepts);
