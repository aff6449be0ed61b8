namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>What a resource is.</summary>
public enum ResourceType
{
    /// <summary>An article or post.</summary>
    Article,

    /// <summary>A recorded talk or lesson.</summary>
    Video,

    /// <summary>A book.</summary>
    Book,

    /// <summary>A course.</summary>
    Course,

    /// <summary>Official documentation.</summary>
    Documentation,

    /// <summary>A tool or playground.</summary>
    Tool,
}
