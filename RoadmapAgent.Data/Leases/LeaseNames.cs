namespace RoadmapAgent.Data.Leases;

/// <summary>The leases of the fleet. Whose role may take which is decided with the roles (<c>RowPolicies</c>).</summary>
public static class LeaseNames
{
    /// <summary>Elects the workflow process that relays what other processes of all services have left in the outbox.</summary>
    public const string OutboxSweep = "outbox-sweep";

    /// <summary>Elects the workflow process that looks for stalled roadmaps.</summary>
    public const string Reconciler = "reconciler";

    /// <summary>Elects the workflow process that deletes what has expired.</summary>
    public const string Retention = "retention";

    /// <summary>Elects the API process that measures, as the role <c>monitor</c>.</summary>
    public const string ConnectionMonitor = "connection-monitor";
}
