namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The status of a piece of content or of a concept's content.</summary>
public enum ContentStatus
{
    /// <summary>Not written yet.</summary>
    Pending,

    /// <summary>Written.</summary>
    Completed,

    /// <summary>Could not be written.</summary>
    Failed,

    /// <summary>Some of a concept's content could not be written.</summary>
    PartialFailure,
}
