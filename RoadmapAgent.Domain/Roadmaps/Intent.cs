namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>What the author understood of a request.</summary>
/// <param name="ParsedGoal">The goal, restated.</param>
/// <param name="KeyTechnologies">What has to be learned, in the author's terms.</param>
/// <param name="SkillGaps">What the learner lacks.</param>
/// <param name="Understood">False when the goal is unknown to the author and the plan will be a generic one that says so.</param>
public sealed record Intent(string ParsedGoal, IReadOnlyList<string> KeyTechnologies, IReadOnlyList<string> SkillGaps, bool Understood);
