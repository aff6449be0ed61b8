namespace RoadmapAgent.Connections.Budget;

/// <summary>How services reach PostgreSQL.</summary>
public enum FleetTopology
{
    /// <summary>Through a transaction pooler that gives every service a share of the server's connections.</summary>
    Pooled,

    /// <summary>Every process connects directly to PostgreSQL.</summary>
    Direct,
}
