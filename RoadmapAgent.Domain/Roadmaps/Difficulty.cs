namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How hard a concept is for somebody who has its prerequisites.</summary>
public enum Difficulty
{
    /// <summary>Read and use the same day.</summary>
    Easy,

    /// <summary>Needs practice.</summary>
    Medium,

    /// <summary>Needs a project to sink in.</summary>
    Hard,
}
