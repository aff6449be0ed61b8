namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How a question was answered.</summary>
/// <param name="Correct">Whether exactly the right options were chosen.</param>
/// <param name="Expected">The right options.</param>
/// <param name="Explanation">Why they are right.</param>
public sealed record AnswerResult(bool Correct, IReadOnlyList<int> Expected, string Explanation);
