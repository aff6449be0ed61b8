using System.ComponentModel;

namespace RoadmapAgent.Api.Learning;

/// <summary>Answers to a quiz.</summary>
/// <param name="Answers">For every question the chosen options, by index.</param>
internal sealed record AttemptQuiz([property: Description("For every question the chosen options, by index: [[0], [1, 2]].")] IReadOnlyList<IReadOnlyList<int>?>? Answers);
