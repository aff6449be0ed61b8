namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The difficulty of a concept for a learner who knows its prerequisites.</summary>
public enum Difficulty
{
    /// <summary>Can be learned and applied the same day.</summary>
    Easy,

    /// <summary>Needs practice.</summary>
    Medium,

    /// <summary>Needs a project to master.</summary>
    Hard,
}
