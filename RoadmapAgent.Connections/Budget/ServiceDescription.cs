using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace RoadmapAgent.Connections.Budget;

/// <summary>A service: a number of identical processes, each with one connection pool.</summary>
public sealed record ServiceDescription : ProcessDescription
{
    /// <summary>Describes a service of one process, without a name.</summary>
    public ServiceDescription()
    {
    }

    /// <summary>Describes a service of processes such as the given one.</summary>
    /// <param name="name">The service's name.</param>
    /// <param name="process">The connections of a process.</param>
    [SetsRequiredMembers]
    public ServiceDescription(string name, ProcessDescription process) : base(process) => Name = name;

    /// <summary>The service's name, which is its key in <c>Fleet:Services</c>.</summary>
    [Editable(false)]
    public required string Name { get; init; }

    /// <summary>The number of processes, 0 to 10,000. Default: 1.</summary>
    [Range(0, 10_000)]
    public int Replicas { get; init; } = 1;

    /// <summary>
    /// Server connections that the pooler allots to the service (<c>pool_size</c> of its alias), 1 to 10,000; 0 would mean unlimited to
    /// PgBouncer. Default: 4. Ignored where the service does not use a pooler.
    /// </summary>
    [Range(1, 10_000)]
    public int Share { get; init; } = 4;

    /// <summary>
    /// What an elastic share keeps when others borrow, 1 to 10,000 and at most <see cref="Share"/>. Default: null, half of the share,
    /// rounded up.
    /// </summary>
    [Range(1, 10_000)]
    public int? MinimumShare { get; init; }

    /// <summary>
    /// What an elastic share may have when others leave connections idle, 1 to 10,000 and at least <see cref="Share"/>. Default: null, what
    /// the others leave if they have only their minimum, but no more than the processes of the service can use.
    /// </summary>
    [Range(1, 10_000)]
    public int? MaximumShare { get; init; }

    /// <summary>Additional server connections when clients of the service have waited five seconds, 0 to 10,000. Default: 0.</summary>
    [Range(0, 10_000)]
    public int Reserve { get; init; }

    /// <summary>
    /// Whether the service connects to the server itself although others use the pooler, which the application decides. Default: false.
    /// </summary>
    [Editable(false)]
    public bool Direct { get; init; }

    /// <summary>The weight of the service when <see cref="ConnectionPlanner"/> distributes connections, 1 to 1,000. Default: 1.</summary>
    [Range(1, 1000)]
    public int Weight { get; init; } = 1;
}
