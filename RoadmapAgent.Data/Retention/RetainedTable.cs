namespace RoadmapAgent.Data.Retention;

/// <summary>A table whose rows are deleted when they have expired.</summary>
public enum RetainedTable
{
    /// <summary>The table <c>roadmap.execution_logs</c>.</summary>
    ExecutionLogs,

    /// <summary>The table <c>roadmap.events</c>.</summary>
    Events,

    /// <summary>The table <c>roadmap.trash</c>: deleted roadmaps, with everything in them.</summary>
    Trash,
}
