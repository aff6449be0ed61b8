namespace RoadmapAgent.Connections.Budget;

/// <summary>The inequalities that must hold for a fleet that cannot exhaust PostgreSQL.</summary>
public enum BudgetInequality
{
    /// <summary>Every setting is in its valid range.</summary>
    Setting,

    /// <summary>The server connections that the services can open do not exceed those available to them.</summary>
    Server,

    /// <summary>The client connections that the services can open do not exceed those the pooler accepts.</summary>
    Clients,

    /// <summary>The pooler's open-file limit is high enough for all of its connections.</summary>
    OpenFiles,

    /// <summary>A process's pool has room for its gate and its ungated connections.</summary>
    Process,

    /// <summary>The operations reserve is large enough for migrations, monitor and health checks.</summary>
    Operations,

    /// <summary>The reserved connections do not exceed <c>max_connections</c>.</summary>
    Reserves,
}
