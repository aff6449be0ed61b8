namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>The severity of a log line.</summary>
public enum LogSeverity
{
    /// <summary>For developers.</summary>
    Debug,

    /// <summary>Normal progress.</summary>
    Info,

    /// <summary>Needs attention.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
