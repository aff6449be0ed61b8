namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>One question of a quiz.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">Two to six different options.</param>
/// <param name="Correct">Zero-based indexes of the correct options, ascending.</param>
/// <param name="Explanation">Why they are correct.</param>
/// <param name="Difficulty">The difficulty of the question.</param>
public sealed record QuizQuestion(
    QuestionType Type,
    string Question,
    IReadOnlyList<string> Options,
    IReadOnlyList<int> Correct,
    string Explanation,
    Difficulty Difficulty);
