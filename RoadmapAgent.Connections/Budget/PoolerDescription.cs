namespace RoadmapAgent.Connections.Budget;

/// <summary>The limits of the pooler.</summary>
public sealed record PoolerDescription
{
    /// <summary>PgBouncer's <c>max_client_conn</c>; 1 or more. Default: 1000.</summary>
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>
    /// The size of the one pool that all services share, for example on a hosted pooler with one role; 1 or more. Default: null, which
    /// means that every service has its own share.
    /// </summary>
    public int? SharedPoolSize { get; init; }

    /// <summary>
    /// Clients that do not belong to a service: admin console sessions of the monitor, commands and operators, and health checks; 0 or
    /// more. Default: 5.
    /// </summary>
    public int AdminConnections { get; init; } = 5;

    /// <summary>The open-file limit of the pooler's process (<c>ulimit -n</c>). Default: null, not known.</summary>
    public int? OpenFileLimit { get; init; }
}
