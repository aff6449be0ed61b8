using System.ComponentModel;

namespace RoadmapAgent.Api.Learning;

/// <summary>Answers to a quiz.</summary>
/// <param name="Answers">The indexes of the chosen options for every question.</param>
internal sealed record AttemptQuiz(
    [property: Description("The indexes of the chosen options for every question: [[0], [1, 2]].")]
    IReadOnlyList<IReadOnlyList<int>?>? Answers);
