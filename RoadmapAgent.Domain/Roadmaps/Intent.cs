namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The author's reading of a request.</summary>
/// <param name="ParsedGoal">The goal, restated.</param>
/// <param name="KeyTechnologies">The technologies to learn, in the author's terms.</param>
/// <param name="SkillGaps">The skills the learner lacks.</param>
/// <param name="Understood">False if the author does not know the goal; the plan is then generic and says so.</param>
/// <param name="Reading">How the words of the goal were read; null for authors and roadmaps that do not tell.</param>
public sealed record Intent(
    string ParsedGoal,
    IReadOnlyList<string> KeyTechnologies,
    IReadOnlyList<string> SkillGaps,
    bool Understood,
    GoalReading? Reading = null);
