using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.Budget;

/// <summary>The users of the operations reserve, each with direct connections to PostgreSQL.</summary>
public sealed record OperationsDescription : Sizes
{
    /// <summary>Connections of the migrations, 0 to 1,000. Default: 2.</summary>
    [Range(0, 1000)]
    public int Migrations { get; init; } = 2;

    /// <summary>Connections of the monitor, 0 to 1,000. Default: 2, one sampling and one taking over.</summary>
    [Range(0, 1000)]
    public int Monitor { get; init; } = 2;

    /// <summary>Connections of the AppHost's health checks, 0 to 1,000. Default: 2.</summary>
    [Range(0, 1000)]
    public int HealthChecks { get; init; } = 2;
}
