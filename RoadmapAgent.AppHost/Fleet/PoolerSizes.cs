using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What the pooler allows.</summary>
public sealed class PoolerSizes
{
    /// <summary>PgBouncer's <c>max_client_conn</c>. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxClientConnections { get; set; } = 1000;

    /// <summary>Clients that are no service's: consoles and health checks. Default: 5.</summary>
    [Range(0, 1000)]
    public int AdminConnections { get; set; } = 5;

    /// <summary>
    /// Only with <see cref="ServerMode.Hosted"/>: server connections of the hosted pooler's pool, as its plan says. There is no default.
    /// </summary>
    [Range(1, 10_000)]
    public int? PoolSize { get; set; }

    /// <summary>
    /// Files that the pooler's process may open. Default: what this machine allows (<c>ulimit -Hn</c>) where the pooler is a process of it,
    /// elsewhere not counted.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? OpenFileLimit { get; set; }
}
