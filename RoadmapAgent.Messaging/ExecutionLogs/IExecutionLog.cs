using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Messaging.ExecutionLogs;

/// <summary>The roadmaps' execution logs. Writing one never waits and never fails the work it tells about.</summary>
public interface IExecutionLog
{
    /// <summary>Notes a line; it is stored about a second later.</summary>
    /// <param name="entry">The line.</param>
    void Write(ExecutionLogEntry entry);
}
