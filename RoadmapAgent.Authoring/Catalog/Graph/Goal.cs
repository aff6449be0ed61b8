namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A goal learners state, mapped to the skills it takes.</summary>
/// <param name="Id">Unique among goals.</param>
/// <param name="Title">The roadmap's title.</param>
/// <param name="Phrases">Phrases that state the goal; their words may stand slightly apart.</param>
/// <param name="Skills">Target skills, the most important first.</param>
/// <param name="Extras">Skills worth adding when there is time.</param>
internal sealed record Goal(string Id, string Title, IReadOnlyList<string> Phrases, IReadOnlyList<string> Skills, IReadOnlyList<string> Extras);
