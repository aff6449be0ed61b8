namespace RoadmapAgent.Connections.Budget;

/// <summary>The users of the operations reserve, each with direct connections to PostgreSQL.</summary>
public sealed record OperationsDescription
{
    /// <summary>Connections for migrations; 0 or more. Default: 2.</summary>
    public int Migrations { get; init; } = 2;

    /// <summary>Connections for the monitor; 0 or more. Default: 2, one sampling and one taking over.</summary>
    public int Monitor { get; init; } = 2;

    /// <summary>Connections for the health checks of the AppHost; 0 or more. Default: 2.</summary>
    public int HealthChecks { get; init; } = 2;
}
