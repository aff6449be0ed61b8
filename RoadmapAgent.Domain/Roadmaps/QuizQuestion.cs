namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>One question of a quiz.</summary>
/// <param name="Type">How it is answered.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">Two to six different options.</param>
/// <param name="Correct">Zero-based indexes of the right options, ascending.</param>
/// <param name="Explanation">Why they are right.</param>
/// <param name="Difficulty">How hard the question is.</param>
public sealed record QuizQuestion(
    QuestionType Type,
    string Question,
    IReadOnlyList<string> Options,
    IReadOnlyList<int> Correct,
    string Explanation,
    Difficulty Difficulty);
