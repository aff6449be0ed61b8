namespace RoadmapAgent.Connections.Budget;

/// <summary>What the pooler allows.</summary>
public sealed record PoolerDescription
{
    /// <summary>PgBouncer's <c>max_client_conn</c>; 1 or more. Default: 1000.</summary>
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>
    /// Server connections of the one pool that all services share, as at a hosted pooler with one role; 1 or more. Null, the default, where
    /// every service has a share of its own.
    /// </summary>
    public int? SharedPoolSize { get; init; }

    /// <summary>
    /// Clients that are no service's: the admin console of the monitor, of commands and of a person, and health checks; 0 or more. Default: 5.
    /// </summary>
    public int AdminConnections { get; init; } = 5;

    /// <summary>Files the pooler's process may open (<c>ulimit -n</c>), or null, the default, where that is not known.</summary>
    public int? OpenFileLimit { get; init; }
}
