using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.Budget;

/// <summary>The limits of the pooler.</summary>
public sealed record PoolerDescription : Sizes
{
    /// <summary>PgBouncer's <c>max_client_conn</c>, 1 to 100,000. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>
    /// The size of the one pool that all services share, for example on a hosted pooler with one role, 1 to 10,000. Default: null, which
    /// means that every service has its own share.
    /// </summary>
    [Range(1, 10_000)]
    public int? PoolSize { get; init; }

    /// <summary>
    /// Clients that do not belong to a service: admin console sessions of the monitor, commands and operators, and health checks, 0 to
    /// 1,000. Default: 5.
    /// </summary>
    [Range(0, 1000)]
    public int AdminConnections { get; init; } = 5;

    /// <summary>The open-file limit of the pooler's process (<c>ulimit -n</c>), 1 or more. Default: null, not known.</summary>
    [Range(1, int.MaxValue)]
    public int? OpenFileLimit { get; init; }
}
