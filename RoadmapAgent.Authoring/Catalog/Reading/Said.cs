namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Something that a goal names, and what it says about it.</summary>
/// <param name="Mention">What it names.</param>
/// <param name="Mood">What it says.</param>
/// <param name="IsWork">Whether the learner has worked with it, instead of only knowing it.</param>
internal sealed record Said(Mention Mention, Mood Mood, bool IsWork = false);
