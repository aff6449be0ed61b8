using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.Budget;

/// <summary>The connections of a process, which it enforces itself: its pool, and what the pool is for.</summary>
public abstract record ProcessDescription : Sizes
{
    /// <summary>Connections a process may open (Npgsql's <c>Maximum Pool Size</c>), 1 to 10,000. Default: 10.</summary>
    [Range(1, 10_000)]
    public int MaxPoolSize { get; init; } = 10;

    /// <summary>
    /// Units of work per process that may use the database at once, 0 to 10,000. Default: 0, as many as the pool has room for.
    /// </summary>
    [Range(0, 10_000)]
    public int Gate { get; init; }

    /// <summary>Connections that a unit of work holds at once, 1 to 100. Default: 1.</summary>
    [Range(1, 100)]
    public int ConnectionsPerUnitOfWork { get; init; } = 1;

    /// <summary>Connections per process for work that bypasses the gate (relay, lease, health check), 0 to 100. Default: 3.</summary>
    [Range(0, 100)]
    public int UngatedConnections { get; init; } = 3;

    /// <summary>The effective gate; at least 1, even if the pool has no room for it.</summary>
    public int EffectiveGate => Gate > 0
        ? Gate
        : (int)Math.Max(1, ((long)MaxPoolSize - UngatedConnections) / Math.Max(1, ConnectionsPerUnitOfWork));
}
