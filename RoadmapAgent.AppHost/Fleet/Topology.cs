namespace RoadmapAgent.AppHost.Fleet;

/// <summary>How services reach PostgreSQL.</summary>
public enum Topology
{
    /// <summary>Through PgBouncer in transaction mode, every service by its own alias and role.</summary>
    Pooled,

    /// <summary>Every service straight to PostgreSQL.</summary>
    Direct,
}
