using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Recommends the official links of a concept's source.</summary>
internal sealed class ResourcePicker(SkillGraph graph)
{
    private const int Most = 6;

    /// <summary>Returns at least two resources, the most relevant first.</summary>
    public IReadOnlyList<LearningResource> Pick(ConceptBrief brief)
    {
        var source = ConceptSource.Of(brief.Concept, graph);
        var own = OwnLinks(source).DistinctBy(link => link.Url).Take(Most).ToList();
        var background = Background(source).Where(link => own.TrueForAll(one => one.Url != link.Url)).DistinctBy(link => link.Url).Take(2);
        return
        [
            .. own.Select((link, index) => Resource(link, 0.95 - (0.05 * index))),
            .. background.Take(Math.Max(0, Most - own.Count)).Select(link => Resource(link, 0.5)),
        ];
    }

    private IEnumerable<Link> OwnLinks(ConceptSource source) => source switch
    {
        SkillPart part => part.Skill.Links,
        ProjectWork work =>
            work.Project.Skills.Select(id => graph[id].Links[0]).Concat(work.Project.Skills.Select(id => graph[id].Links[1])),
        PracticeSession session => session.Skills.Select(skill => skill.Links[0]).Concat(session.Skills.Select(skill => skill.Links[1])),
        _ => GenericSkills().Select(skill => skill.Links[0]),
    };

    private IEnumerable<Link> Background(ConceptSource source) =>
        source is SkillPart part ? part.Skill.Prerequisites.Select(id => graph[id].Links[0]) : [];

    private IReadOnlyList<Skill> GenericSkills() => graph.Fields.Single(field => field.Id == SkillGraph.GenericField).Skills;

    private static LearningResource Resource(Link link, double relevance) =>
        new(link.Title, link.Url, link.Type, link.About, Math.Round(relevance, 2), "en");
}
