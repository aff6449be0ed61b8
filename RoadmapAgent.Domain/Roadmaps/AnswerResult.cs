namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The result of an answer to a question.</summary>
/// <param name="Correct">Whether exactly the correct options were chosen, in the right order if the question asks for one.</param>
/// <param name="Expected">The correct options.</param>
/// <param name="Explanation">Why they are correct.</param>
/// <param name="OptionExplanations">Why each option is right or wrong, in the order of the options; null if not known.</param>
public sealed record AnswerResult(
    bool Correct, IReadOnlyList<int> Expected, string Explanation, IReadOnlyList<string>? OptionExplanations = null);
