using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Messaging.ExecutionLogs;

/// <summary>Writes the roadmaps' execution logs. Writing never blocks and never fails the work it describes.</summary>
public interface IExecutionLog
{
    /// <summary>Writes a line; it is stored about a second later.</summary>
    /// <param name="entry">The line.</param>
    void Write(ExecutionLogEntry entry);
}
