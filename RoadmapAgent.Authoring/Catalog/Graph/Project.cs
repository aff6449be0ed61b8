namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A piece of work that uses several skills together.</summary>
/// <param name="Id">Unique among projects.</param>
/// <param name="Name">The project's name.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Hours">What it takes; never 0.</param>
/// <param name="Skills">Ids of the skills it exercises.</param>
/// <param name="Brief">What is built and for whom.</param>
/// <param name="Milestones">The way there, in order.</param>
/// <param name="Done">How one sees that it is finished.</param>
internal sealed record Project(
    string Id,
    string Name,
    string Description,
    LevelHours Hours,
    IReadOnlyList<string> Skills,
    string Brief,
    IReadOnlyList<string> Milestones,
    IReadOnlyList<string> Done);
