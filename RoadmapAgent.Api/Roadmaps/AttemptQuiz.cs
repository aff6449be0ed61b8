using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>Answers to a quiz.</summary>
/// <param name="Answers">The indexes of the chosen options for every question: <c>[[0], [1, 2]]</c>.</param>
public sealed record AttemptQuiz(
    [property: Present, Choices]
    IReadOnlyList<IReadOnlyList<int>?>? Answers);
