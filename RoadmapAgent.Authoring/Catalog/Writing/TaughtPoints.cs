using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Finds the key points that a quiz may ask about.</summary>
internal static class TaughtPoints
{
    private const int MostGenericSkills = 5;

    /// <summary>
    /// Returns the points in groups of equal weight: each point of a skill's part by itself; the taught points of each skill for projects
    /// and practice sessions.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<TaughtPoint>> Of(ConceptSource source, RoadmapRequest request, SkillGraph graph) =>
        source switch
        {
            SkillPart part => [.. part.KeyPoints.Select(point => (IReadOnlyList<TaughtPoint>)[new TaughtPoint(part.Skill, point)])],
            ProjectWork work => [.. work.Project.Skills.Select(id => OfSkill(graph[id], request))],
            PracticeSession session => [.. session.Skills.Select(skill => OfSkill(skill, request))],
            _ => [.. Generic(graph).Select(skill => (IReadOnlyList<TaughtPoint>)[new TaughtPoint(skill, skill.Points[0])])],
        };

    private static IEnumerable<Skill> Generic(SkillGraph graph) =>
        graph.Fields.Single(field => field.Id == SkillGraph.GenericField).Skills.Take(MostGenericSkills);

    /// <summary>Returns the points of a skill that this learner's plan teaches whether the skill is a target or a prerequisite.</summary>
    private static List<TaughtPoint> OfSkill(Skill skill, RoadmapRequest request)
    {
        var pace = Dosage.PaceOf(request.HoursPerWeek);
        return
        [
            .. Dosage.PointsOf(skill, request.CurrentLevel, pace, isTarget: true)
                .Intersect(Dosage.PointsOf(skill, request.CurrentLevel, pace, isTarget: false))
                .Select(index => new TaughtPoint(skill, skill.Points[index])),
        ];
    }
}
