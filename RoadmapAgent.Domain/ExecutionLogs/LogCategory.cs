namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>What a log is about.</summary>
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

    /// <summary>Another attempt.</summary>
    Retry,
}
