using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Writes a quiz about the key points that a concept teaches, or uses.</summary>
internal sealed class QuizWriter(SkillGraph graph)
{
    private const int Most = 8;

    /// <summary>
    /// Writes at most eight questions. The items of the key points are in a row that mixes points and kinds; a quiz takes at most half of
    /// it and the next quiz of the concept what follows, so that regenerating gives other questions. Points without items contribute what
    /// <see cref="ClaimQuiz"/> makes of them.
    /// </summary>
    public IReadOnlyList<QuizQuestion> Write(ConceptBrief brief)
    {
        var seed = brief.Concept.Keywords.Count > 0 ? brief.Concept.Keywords[0] : brief.Concept.Name;
        var attempt = $"{seed}/{brief.QuizAttempts}";
        var source = ConceptSource.Of(brief.Concept, graph);
        var taught = TaughtPoints.Of(source, brief.Request, graph);
        var row = ItemRow.Of(taught, seed);
        if (row.Count == 0)
        {
            return ClaimQuiz.Write(brief.Concept, [.. taught.SelectMany(group => group).Select(one => one.Point)], attempt);
        }

        var count = Math.Min(Most, (row.Count + 1) / 2);
        var first = (int)((long)count * brief.QuizAttempts % row.Count);
        var asked = Enumerable.Range(first, count).Select(i => row[i % row.Count])
            .Select(one => ItemQuestion.Of(
                one.Item, QuizDifficulty.Of(brief.Concept.Difficulty, one.Point.Depth), attempt));
        var singles = taught.SelectMany(group => group)
            .Where(one => LessonLibrary.Of(one.Skill).ItemsOf(one.Point).Count == 0)
            .Select(one => ClaimQuiz.Single(one.Point, brief.Concept.Difficulty));
        return [.. asked.Concat(singles).Take(Most)];
    }
}
