namespace RoadmapAgent.Connections.Budget;

/// <summary>What has to hold for a fleet that cannot exhaust PostgreSQL.</summary>
public enum BudgetInequality
{
    /// <summary>Every number is one that makes sense.</summary>
    Setting,

    /// <summary>What the services can open at the server is available there.</summary>
    Server,

    /// <summary>What the services can open at the pooler is what it accepts.</summary>
    Clients,

    /// <summary>The pooler's process may open a file for each of its connections.</summary>
    OpenFiles,

    /// <summary>A process's pool has room for its gate and for the users that do not pass it.</summary>
    Process,

    /// <summary>The operations reserve is enough for its users.</summary>
    Operations,

    /// <summary>The server has what is kept from the services.</summary>
    Reserves,
}
