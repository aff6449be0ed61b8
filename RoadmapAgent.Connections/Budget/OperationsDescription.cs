namespace RoadmapAgent.Connections.Budget;

/// <summary>Who uses the operations reserve, each with a direct connection to PostgreSQL.</summary>
public sealed record OperationsDescription
{
    /// <summary>Migrations; 0 or more. Default: 2.</summary>
    public int Migrations { get; init; } = 2;

    /// <summary>The monitor; 0 or more. Default: 2, one sampling and one taking over.</summary>
    public int Monitor { get; init; } = 2;

    /// <summary>Health checks of whoever starts the fleet; 0 or more. Default: 2.</summary>
    public int HealthChecks { get; init; } = 2;
}
