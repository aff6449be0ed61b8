using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Writes the quiz of key points without quiz items from their questions and claims.</summary>
internal static class ClaimQuiz
{
    private const int Most = 5;

    private static readonly string[] TrueFalse = ["True", "False"];

    /// <summary>
    /// Writes three to five questions: single choice, true or false, and one multiple choice if there are enough true claims.
    /// </summary>
    public static IReadOnlyList<QuizQuestion> Write(Concept concept, IReadOnlyList<KeyPoint> taught, string seed)
    {
        var points = StableOrder.Shuffle(taught, seed).Take(Most).ToList();
        var claims = StableOrder.Shuffle(
            points.SelectMany(point => point.Claims.Select(claim => (Point: point, Claim: claim))), seed + "/claims");

        var several = points.Count < 2
            ? null
            : Several(concept.Name, [.. claims.Select(one => one.Claim)], seed, QuizDifficulty.Of(concept.Difficulty, Depth.Deep));
        var singles = points.Take(several is null ? 3 : 2).Select(point => Single(point, concept.Difficulty)).ToList();
        var judged = claims
            .Where(one => several?.Options.Contains(one.Claim.Statement) != true)
            .Take(Most - singles.Count - (several is null ? 0 : 1))
            .Select(one => Judge(one.Claim, one.Point, concept.Difficulty))
            .ToList();
        return several is null ? [.. singles, .. judged] : [.. singles, .. judged, several];
    }

    /// <summary>Makes the single-choice question of a point.</summary>
    public static QuizQuestion Single(KeyPoint point, Difficulty difficulty)
    {
        var options = StableOrder.Shuffle(point.Question.Wrong.Append(point.Question.Answer), point.Question.Ask);
        var correct = options.ToList().IndexOf(point.Question.Answer);
        return new QuizQuestion(
            QuestionType.SingleChoice,
            point.Question.Ask,
            options,
            [correct],
            point.Question.Because,
            QuizDifficulty.Of(difficulty, point.Depth));
    }

    private static QuizQuestion Judge(Claim claim, KeyPoint point, Difficulty difficulty) => new(
        QuestionType.TrueFalse,
        $"True or false: {claim.Statement}",
        TrueFalse,
        [claim.IsTrue ? 0 : 1],
        claim.Because,
        QuizDifficulty.Of(difficulty, point.Depth));

    /// <summary>Creates a question with two true and one or two false claims; null if there are not enough.</summary>
    private static QuizQuestion? Several(string topic, List<Claim> claims, string seed, Difficulty difficulty)
    {
        var right = claims.Where(claim => claim.IsTrue).Take(2).ToList();
        var wrong = claims.Where(claim => !claim.IsTrue).Take(claims.Count < 6 ? 1 : 2).ToList();
        if (right.Count < 2 || wrong.Count == 0)
        {
            return null;
        }

        var options = StableOrder.Shuffle(right.Concat(wrong), seed + "/several");
        return new QuizQuestion(
            QuestionType.MultipleChoice,
            $"Which of these statements about {topic} are correct?",
            [.. options.Select(claim => claim.Statement)],
            [.. options.Select((claim, index) => (claim, index)).Where(one => one.claim.IsTrue).Select(one => one.index)],
            string.Join(' ', options.Select(claim => $"“{claim.Statement}” is {(claim.IsTrue ? "right" : "wrong")}: {claim.Because}")),
            difficulty);
    }
}
