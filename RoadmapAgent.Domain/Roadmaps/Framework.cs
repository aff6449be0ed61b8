namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How hard a concept is for somebody who has its prerequisites.</summary>
public enum Difficulty
{
    /// <summary>Read and use the same day.</summary>
    Easy,

    /// <summary>Needs practice.</summary>
    Medium,

    /// <summary>Needs a project to sink in.</summary>
    Hard,
}

/// <summary>The skeleton of a roadmap: Stage → Module → Concept, without content.</summary>
/// <param name="Title">The roadmap's title.</param>
/// <param name="Summary">One paragraph for the learner: what this plan does and, where the goal was not understood, that it is generic.</param>
/// <param name="Stages">The stages in the order they are learned.</param>
/// <param name="TotalHours">The sum of all concepts' hours.</param>
/// <param name="Weeks">Weeks needed at the learner's hours per week, rounded up.</param>
public sealed record Framework(string Title, string Summary, IReadOnlyList<Stage> Stages, double TotalHours, int Weeks)
{
    /// <summary>Every concept in learning order.</summary>
    public IEnumerable<Concept> Concepts() => Stages.SelectMany(stage => stage.Modules).SelectMany(module => module.Concepts);
}

/// <summary>A stretch of the way with a result of its own.</summary>
/// <param name="Title">The stage's title.</param>
/// <param name="Description">What the learner can do at its end.</param>
/// <param name="Modules">The modules in learning order.</param>
public sealed record Stage(string Title, string Description, IReadOnlyList<Module> Modules);

/// <summary>Concepts that belong together.</summary>
/// <param name="Title">The module's title.</param>
/// <param name="Description">What holds it together.</param>
/// <param name="Concepts">The concepts in learning order.</param>
public sealed record Module(string Title, string Description, IReadOnlyList<Concept> Concepts);

/// <summary>The unit of learning, and of content generation.</summary>
/// <param name="Id">Unique within the roadmap: <c>c-{stage}-{module}-{concept}</c>, one-based.</param>
/// <param name="Name">The concept's name.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Hours">Estimated hours; at least 0.5.</param>
/// <param name="Difficulty">How hard it is once the prerequisites are known.</param>
/// <param name="Prerequisites">Ids of concepts of the same roadmap that come before.</param>
/// <param name="Keywords">Search terms; the first names the skill in the author's own catalog, if it has one.</param>
public sealed record Concept(
    string Id,
    string Name,
    string Description,
    double Hours,
    Difficulty Difficulty,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<string> Keywords);
