namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How a quiz was answered.</summary>
/// <param name="Score">0 to 1: the share of questions answered rightly.</param>
/// <param name="Correct">Questions answered rightly.</param>
/// <param name="Total">All questions.</param>
/// <param name="Questions">Each question in order.</param>
public sealed record QuizScore(double Score, int Correct, int Total, IReadOnlyList<AnswerResult> Questions)
{
    /// <summary>Scores answers; for every answer that cannot be one, a sentence that says why.</summary>
    /// <param name="quiz">The questions; at least one.</param>
    /// <param name="answers">The chosen options of every question, by index.</param>
    public static (QuizScore? Score, Dictionary<string, string[]> Errors) Of(IReadOnlyList<QuizQuestion> quiz, IReadOnlyList<IReadOnlyList<int>?> answers)
    {
        var errors = new Dictionary<string, string[]>();
        if (answers.Count != quiz.Count)
        {
            errors["answers"] = [$"There are {answers.Count} answers and {quiz.Count} questions."];
            return (null, errors);
        }

        foreach (var (question, i) in quiz.Select((question, i) => (question, i)))
        {
            if (answers[i] is not { } chosen || chosen.Any(option => option < 0 || option >= question.Options.Count) || chosen.Distinct().Count() != chosen.Count)
            {
                errors[$"answers[{i}]"] = [$"An answer is a list of different options from 0 to {question.Options.Count - 1}."];
            }
        }

        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var results = quiz.Select((question, i) => new AnswerResult(answers[i]!.Order().SequenceEqual(question.Correct.Order()), question.Correct, question.Explanation)).ToList();
        var correct = results.Count(result => result.Correct);
        return (new((double)correct / quiz.Count, correct, quiz.Count, results), errors);
    }
}
