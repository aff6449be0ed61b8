namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>The category of a log line.</summary>
public enum LogCategory
{
    /// <summary>A step of the workflow.</summary>
    Workflow,

    /// <summary>An author's work.</summary>
    Agent,

    /// <summary>Storage.</summary>
    Database,

    /// <summary>A request.</summary>
    Api,

    /// <summary>A retry.</summary>
    Retry,
}
