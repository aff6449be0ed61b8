using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Writes a quiz from the questions and claims of a concept's key points.</summary>
internal sealed class QuizWriter(SkillGraph graph)
{
    private const int Most = 5;
    private const int MostClaims = 5;

    private static readonly string[] TrueFalse = ["True", "False"];

    /// <summary>
    /// Writes three to five questions: single choice, true or false, and one multiple choice if there are enough true claims.
    /// </summary>
    public IReadOnlyList<QuizQuestion> Write(ConceptBrief brief)
    {
        var points = Points(ConceptSource.Of(brief.Concept, graph)).ToList();
        var seed = brief.Concept.Keywords.Count > 0 ? brief.Concept.Keywords[0] : brief.Concept.Name;
        var mixed = StableOrder.Shuffle(points, seed);
        var claims = StableOrder.Shuffle(
            mixed.Take(MostClaims).SelectMany(point => point.Claims.Select(claim => (Point: point, Claim: claim))), seed + "/claims");

        var several = points.Count < 2
            ? null
            : Several(brief.Concept.Name, [.. claims.Select(one => one.Claim)], seed, DifficultyOf(brief.Concept.Difficulty, Depth.Deep));
        var singles = mixed.Take(several is null ? 3 : 2).Select(point => Single(point, brief.Concept.Difficulty)).ToList();
        var judged = claims
            .Where(one => several?.Options.Contains(one.Claim.Statement) != true)
            .Take(Most - singles.Count - (several is null ? 0 : 1))
            .Select(one => Judge(one.Claim, one.Point, brief.Concept.Difficulty))
            .ToList();
        return several is null ? [.. singles, .. judged] : [.. singles, .. judged, several];
    }

    private IEnumerable<KeyPoint> Points(ConceptSource source) => source switch
    {
        SkillPart part => part.KeyPoints,
        ProjectWork work => work.Project.Skills.Select(id => Hardest(graph[id])).Take(Most),
        PracticeSession session => session.Skills.SelectMany(skill => skill.Points.Skip(skill.Points.Count - 2)).Take(Most),
        _ => graph.Fields.Single(field => field.Id == SkillGraph.GenericField).Skills.Select(skill => skill.Points[0]).Take(Most),
    };

    private static KeyPoint Hardest(Skill skill) => skill.Points.OrderByDescending(point => point.Depth).First();

    private static QuizQuestion Single(KeyPoint point, Difficulty difficulty)
    {
        var options = StableOrder.Shuffle(point.Question.Wrong.Append(point.Question.Answer), point.Question.Ask);
        var correct = options.ToList().IndexOf(point.Question.Answer);
        return new QuizQuestion(
            QuestionType.SingleChoice,
            point.Question.Ask,
            options,
            [correct],
            point.Question.Because,
            DifficultyOf(difficulty, point.Depth));
    }

    private static QuizQuestion Judge(Claim claim, KeyPoint point, Difficulty difficulty) => new(
        QuestionType.TrueFalse,
        $"True or false: {claim.Statement}",
        TrueFalse,
        [claim.IsTrue ? 0 : 1],
        claim.Because,
        DifficultyOf(difficulty, point.Depth));

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

    private static Difficulty DifficultyOf(Difficulty concept, Depth depth) => depth switch
    {
        Depth.Basic => Difficulty.Easy,
        Depth.Core => concept,
        _ => concept == Difficulty.Easy ? Difficulty.Medium : Difficulty.Hard,
    };
}
