namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A goal of learners, mapped to the skills it requires.</summary>
/// <param name="Id">Unique among goals.</param>
/// <param name="Title">The roadmap's title.</param>
/// <param name="Phrases">Phrases that state the goal; a few other words may stand between their words.</param>
/// <param name="Skills">Target skills, the most important first.</param>
/// <param name="Extras">Skills worth adding if there is time.</param>
internal sealed record Goal(
    string Id, string Title, IReadOnlyList<string> Phrases, IReadOnlyList<string> Skills, IReadOnlyList<string> Extras);
