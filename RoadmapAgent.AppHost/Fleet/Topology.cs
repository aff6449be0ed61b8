namespace RoadmapAgent.AppHost.Fleet;

/// <summary>How services reach PostgreSQL.</summary>
public enum Topology
{
    /// <summary>Through PgBouncer in transaction mode, every service with its own alias and role.</summary>
    Pooled,

    /// <summary>Every service connects directly to PostgreSQL.</summary>
    Direct,
}
