using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The limits of the pooler.</summary>
public sealed class PoolerSizes
{
    /// <summary>PgBouncer's <c>max_client_conn</c>, 1 to 100,000. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxClientConnections { get; set; } = 1000;

    /// <summary>Clients that do not belong to a service (consoles and health checks), 0 to 1,000. Default: 5.</summary>
    [Range(0, 1000)]
    public int AdminConnections { get; set; } = 5;

    /// <summary>
    /// Only with <see cref="ServerMode.Hosted"/>: the server connections of the hosted pooler's pool, 1 to 10,000. There is no default.
    /// </summary>
    [Range(1, 10_000)]
    public int? PoolSize { get; set; }

    /// <summary>
    /// The open-file limit of the pooler's process, 1 or more. Default: the machine's hard limit (<c>ulimit -Hn</c>) if the pooler is a
    /// local process, otherwise not checked.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? OpenFileLimit { get; set; }
}
