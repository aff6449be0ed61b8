namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The type of a resource.</summary>
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
