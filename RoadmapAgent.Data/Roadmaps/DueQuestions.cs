namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The questions that are due for a person.</summary>
/// <param name="Due">The number of all of them.</param>
/// <param name="Items">The first ones, those that have been due for the longest time first.</param>
public sealed record DueQuestions(int Due, IReadOnlyList<DueQuestion> Items);
