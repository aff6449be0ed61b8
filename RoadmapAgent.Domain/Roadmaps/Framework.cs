namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The skeleton of a roadmap: Stage → Module → Concept, without content.</summary>
/// <param name="Title">The roadmap's title.</param>
/// <param name="Summary">
/// One paragraph for the learner that describes the plan and, if the goal was not understood, says that it is generic.
/// </param>
/// <param name="Stages">The stages in learning order.</param>
/// <param name="TotalHours">The sum of all concepts' hours.</param>
/// <param name="Weeks">Weeks needed at the learner's hours per week, rounded up.</param>
public sealed record Framework(string Title, string Summary, IReadOnlyList<Stage> Stages, double TotalHours, int Weeks)
{
    /// <summary>Returns all concepts in learning order.</summary>
    public IEnumerable<Concept> Concepts() => Stages.SelectMany(stage => stage.Modules).SelectMany(module => module.Concepts);
}
