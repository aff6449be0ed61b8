namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>
/// A subject that goals name and that is no skill of the catalog: one that several skills make up, or one it does not teach.
/// </summary>
/// <param name="Name">The name shown to learners.</param>
/// <param name="Phrases">The phrases that name it.</param>
/// <param name="Goal">The catalog's goal for it, or null.</param>
/// <param name="Skills">The skills that make it up; empty if its goal's do, or if the catalog does not teach it.</param>
/// <param name="With">The skills that make it up together with a skill that the goal names, by that skill's id.</param>
/// <param name="Knows">The skills that a learner who comes from it has.</param>
/// <param name="Nearest">What the catalog teaches instead.</param>
internal sealed record Topic(
    string Name,
    IReadOnlyList<string> Phrases,
    string? Goal = null,
    IReadOnlyList<string>? Skills = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? With = null,
    IReadOnlyList<string>? Knows = null,
    IReadOnlyList<string>? Nearest = null);
