namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A piece of work that uses several skills together.</summary>
/// <param name="Id">Unique among projects.</param>
/// <param name="Name">The project's name.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Hours">Its hours; never 0.</param>
/// <param name="Skills">Ids of the skills it exercises.</param>
/// <param name="Brief">The task: the product and its users.</param>
/// <param name="Milestones">The milestones in order.</param>
/// <param name="Done">The completion criteria.</param>
internal sealed record Project(
    string Id,
    string Name,
    string Description,
    LevelHours Hours,
    IReadOnlyList<string> Skills,
    string Brief,
    IReadOnlyList<string> Milestones,
    IReadOnlyList<string> Done);
