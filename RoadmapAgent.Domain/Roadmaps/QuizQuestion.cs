namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>One question of a quiz.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">Two to six different options.</param>
/// <param name="Correct">
/// Zero-based indexes of the correct options, ascending; for <see cref="QuestionType.Order"/> those of all options in the right order.
/// </param>
/// <param name="Explanation">Why they are correct.</param>
/// <param name="Difficulty">The difficulty of the question.</param>
/// <param name="Code">The code that the question is about; null if it is about none.</param>
/// <param name="Language">The language of the code, as in the info string of a Markdown fence.</param>
/// <param name="OptionExplanations">Why each option is right or wrong, in the order of the options; null if not known.</param>
public sealed record QuizQuestion(
    QuestionType Type,
    string Question,
    IReadOnlyList<string> Options,
    IReadOnlyList<int> Correct,
    string Explanation,
    Difficulty Difficulty,
    string? Code = null,
    string? Language = null,
    IReadOnlyList<string>? OptionExplanations = null)
{
    /// <summary>Returns whether an answer is exactly the correct one; its order matters only if the question asks for an order.</summary>
    /// <param name="chosen">Indexes of options.</param>
    public bool IsAnsweredBy(IReadOnlyList<int> chosen) => Type == QuestionType.Order
        ? chosen.SequenceEqual(Correct)
        : chosen.Order().SequenceEqual(Correct.Order());

    /// <summary>Returns what is wrong with the form of an answer; null if it can be graded.</summary>
    /// <param name="chosen">Indexes of options.</param>
    public string? ErrorOf(IReadOnlyList<int>? chosen) =>
        chosen is null || chosen.Any(option => option < 0 || option >= Options.Count) || chosen.Distinct().Count() != chosen.Count
            ? $"An answer must be a list of different options between 0 and {Options.Count - 1}."
            : null;

    /// <summary>Grades an answer.</summary>
    /// <param name="chosen">Indexes of options.</param>
    public AnswerResult Grade(IReadOnlyList<int> chosen) => new(IsAnsweredBy(chosen), Correct, Explanation, OptionExplanations);
}
