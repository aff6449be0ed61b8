using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Something that a goal names: exactly one of a skill, a goal of the catalog, a topic and a certification.</summary>
/// <param name="Words">The learner's words.</param>
/// <param name="Key">The words in English and in comparable form.</param>
/// <param name="Skill">The skill, or null.</param>
/// <param name="Goal">The goal of the catalog, or null.</param>
/// <param name="Topic">The topic, or null.</param>
/// <param name="Certification">The certification, or null.</param>
internal sealed record Mention(
    string Words, string Key, Skill? Skill = null, Goal? Goal = null, Topic? Topic = null, Certification? Certification = null)
{
    /// <summary>The name of what is meant.</summary>
    public string Name => Skill?.Name ?? Goal?.Title ?? Topic?.Name ?? Certification!.Name;

    /// <summary>The mention as part of a reading.</summary>
    public ReadPhrase ToPhrase() => new(Words, Name);
}
