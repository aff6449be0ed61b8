namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The score of an attempt at a quiz.</summary>
/// <param name="Score">The share of correctly answered questions; 0 to 1.</param>
/// <param name="Correct">The number of correctly answered questions.</param>
/// <param name="Total">The number of questions.</param>
/// <param name="Questions">The results of the questions in order.</param>
public sealed record QuizScore(double Score, int Correct, int Total, IReadOnlyList<AnswerResult> Questions)
{
    /// <summary>Scores answers; returns an error message for every invalid answer instead.</summary>
    /// <param name="quiz">The questions; at least one.</param>
    /// <param name="answers">The chosen options of every question, by index.</param>
    public static (QuizScore? Score, Dictionary<string, string[]> Errors) Of(
        IReadOnlyList<QuizQuestion> quiz, IReadOnlyList<IReadOnlyList<int>?> answers)
    {
        var errors = new Dictionary<string, string[]>();
        if (answers.Count != quiz.Count)
        {
            errors["answers"] = [$"Answers must contain one answer for each of the {quiz.Count} questions (was {answers.Count})."];
            return (null, errors);
        }

        foreach (var (question, i) in quiz.Select((question, i) => (question, i)))
        {
            if (question.ErrorOf(answers[i]) is { } error)
            {
                errors[$"answers[{i}]"] = [error];
            }
        }

        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var results = quiz.Select((question, i) => question.Grade(answers[i]!)).ToList();
        var correct = results.Count(result => result.Correct);
        return (new((double)correct / quiz.Count, correct, quiz.Count, results), errors);
    }
}
