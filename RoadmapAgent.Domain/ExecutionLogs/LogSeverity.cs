namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>How much a log matters.</summary>
public enum LogSeverity
{
    /// <summary>For developers.</summary>
    Debug,

    /// <summary>The course of things.</summary>
    Info,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
