namespace RoadmapAgent.Domain.Workflow;

/// <summary>How far one piece of content is.</summary>
public enum ContentStatus
{
    /// <summary>Not written yet.</summary>
    Pending,

    /// <summary>Written.</summary>
    Completed,

    /// <summary>Could not be written.</summary>
    Failed,

    /// <summary>Of a whole concept: some of it could not be written.</summary>
    PartialFailure,
}
