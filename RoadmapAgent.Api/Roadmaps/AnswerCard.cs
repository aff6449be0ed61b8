using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>An answer to a question that was missed.</summary>
/// <param name="Answer">The indexes of the chosen options: <c>[0, 2]</c>.</param>
public sealed record AnswerCard(
    [property: Present, Choices]
    IReadOnlyList<int>? Answer);
