namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A part of the roadmap with an outcome of its own.</summary>
/// <param name="Title">The stage's title.</param>
/// <param name="Description">What the learner can do at its end.</param>
/// <param name="Modules">The modules in learning order.</param>
public sealed record Stage(string Title, string Description, IReadOnlyList<Module> Modules);
