using System.Globalization;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>The source of a concept's content. Stored in the concept's first keywords.</summary>
internal abstract record ConceptSource
{
    private const string ProjectPrefix = "project/";
    private const string SessionKey = "practice/session";

    /// <summary>Reads the source of a concept; concepts of other authors are recognised by name if possible.</summary>
    public static ConceptSource Of(Concept concept, SkillGraph graph)
    {
        var key = concept.Keywords.Count > 0 ? concept.Keywords[0] : "";
        if (key.StartsWith(ProjectPrefix, StringComparison.Ordinal) && graph.FindProject(key[ProjectPrefix.Length..]) is { } project)
        {
            return new ProjectWork(project);
        }

        if (key == SessionKey && Known(concept.Keywords.Skip(1), graph) is { Count: > 0 } practised)
        {
            return new PracticeSession(practised);
        }

        if (ParsePart(key, graph) is { } part)
        {
            return part;
        }

        var named = graph.Named(concept.Name) ?? graph.Named(key) ?? (graph.MentionedIn(concept.Name) is [var only] ? only : null);
        return named is null ? new UnknownTopic(concept.Name) : SkillPart.Whole(named);
    }

    /// <summary>Returns the keywords that identify this source, followed by search terms for the learner.</summary>
    public IReadOnlyList<string> Keywords() => this switch
    {
        SkillPart part => [part.Key(), .. part.Skill.Aliases.Take(4)],
        ProjectWork work => [ProjectPrefix + work.Project.Id, .. work.Project.Skills],
        PracticeSession session => [SessionKey, .. session.Skills.Select(skill => skill.Id)],
        UnknownTopic topic => [topic.Name],
        _ => throw new InvalidOperationException($"{GetType().Name} has no keywords."),
    };

    private static List<Skill> Known(IEnumerable<string> ids, SkillGraph graph) =>
        [.. ids.Select(id => graph.TryGet(id, out var skill) ? skill : null).OfType<Skill>()];

    private static SkillPart? ParsePart(string key, SkillGraph graph)
    {
        var mark = key.IndexOf('#', StringComparison.Ordinal);
        if (mark < 0 || !graph.TryGet(key[..mark], out var skill))
        {
            return null;
        }

        var points = new List<int>();
        foreach (var number in key[(mark + 1)..].TrimEnd('!').Split(','))
        {
            if (int.TryParse(
                number, NumberStyles.None, CultureInfo.InvariantCulture, out var point) && point >= 1 && point <= skill.Points.Count)
            {
                points.Add(point - 1);
            }
        }

        return points.Count == 0 ? SkillPart.Whole(skill) : new SkillPart(skill, points, key.EndsWith('!'));
    }
}
