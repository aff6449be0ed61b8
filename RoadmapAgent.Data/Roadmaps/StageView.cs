namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A stage.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">Its outcome.</param>
/// <param name="Modules">Its modules.</param>
public sealed record StageView(string Title, string Description, IReadOnlyList<ModuleView> Modules);
