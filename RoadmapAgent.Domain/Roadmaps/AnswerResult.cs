namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The result of an answer to a question.</summary>
/// <param name="Correct">Whether exactly the correct options were chosen.</param>
/// <param name="Expected">The correct options.</param>
/// <param name="Explanation">Why they are correct.</param>
public sealed record AnswerResult(bool Correct, IReadOnlyList<int> Expected, string Explanation);
