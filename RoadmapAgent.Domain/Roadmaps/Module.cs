namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>Concepts that belong together.</summary>
/// <param name="Title">The module's title.</param>
/// <param name="Description">Its common theme.</param>
/// <param name="Concepts">The concepts in learning order.</param>
public sealed record Module(string Title, string Description, IReadOnlyList<Concept> Concepts);
