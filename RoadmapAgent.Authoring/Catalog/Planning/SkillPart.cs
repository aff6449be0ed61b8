using System.Globalization;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Some or all key points of a skill.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Points">Zero-based indexes of its key points, ascending.</param>
/// <param name="WithExercise">Whether the skill's exercise belongs here: true for its last part.</param>
internal sealed record SkillPart(Skill Skill, IReadOnlyList<int> Points, bool WithExercise) : ConceptSource
{
    /// <summary>Creates the part that is the whole skill.</summary>
    public static SkillPart Whole(Skill skill) => new(skill, [.. Enumerable.Range(0, skill.Points.Count)], WithExercise: true);

    /// <summary>Finds the concepts of a framework that teach skills of the catalog, with what they teach.</summary>
    public static IEnumerable<(Concept Concept, SkillPart Part)> In(Framework framework, SkillGraph graph)
    {
        foreach (var concept in framework.Concepts())
        {
            if (Of(concept, graph) is SkillPart part)
            {
                yield return (concept, part);
            }
        }
    }

    /// <summary>The key points.</summary>
    public IEnumerable<KeyPoint> KeyPoints => Points.Select(index => Skill.Points[index]);

    /// <summary>Returns the part as a keyword.</summary>
    public string Key() =>
        $"{Skill.Id}#{string.Join(',', Points.Select(index => (index + 1).ToString(CultureInfo.InvariantCulture)))}"
        + (WithExercise ? "!" : "");
}
