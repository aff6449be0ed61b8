namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>The limit at which database capacity ran out.</summary>
public enum SaturationCause
{
    /// <summary>Too many units of work in this process are waiting for the gate.</summary>
    GateTimeout,

    /// <summary>So many units of work wait for the gate that a further one could not be served in time; it was refused at once.</summary>
    GateFull,

    /// <summary>Units of work have waited in vain, and nothing has been served since; the request was refused at once.</summary>
    CircuitOpen,

    /// <summary>This process's pool is exhausted.</summary>
    PoolExhausted,

    /// <summary>The pooler had no server connection within its <c>query_wait_timeout</c>.</summary>
    PoolerWaitTimeout,

    /// <summary>The pooler has <c>max_client_conn</c> clients.</summary>
    PoolerFull,

    /// <summary>The pooler cannot log in to the server and backs off.</summary>
    PoolerBackingOff,

    /// <summary>PostgreSQL has no free slot (53300).</summary>
    ServerFull,
}
