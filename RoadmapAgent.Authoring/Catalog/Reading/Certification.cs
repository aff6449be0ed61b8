namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>A certification, and what its exam asks for.</summary>
/// <param name="Name">The name shown to learners.</param>
/// <param name="Phrases">The phrases that name it.</param>
/// <param name="Skills">The skills of the catalog that its objectives take, the most important first.</param>
/// <param name="Objectives">
/// Names of further objectives. Those that the catalog teaches by that name belong to the plan; the others are reported as missing.
/// </param>
internal sealed record Certification(
    string Name, IReadOnlyList<string> Phrases, IReadOnlyList<string> Skills, IReadOnlyList<string> Objectives);
