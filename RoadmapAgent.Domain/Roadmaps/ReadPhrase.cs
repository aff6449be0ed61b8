namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A part of a goal that was understood.</summary>
/// <param name="Words">The learner's words.</param>
/// <param name="Name">What they were read as, such as a skill's name.</param>
public sealed record ReadPhrase(string Words, string Name);
