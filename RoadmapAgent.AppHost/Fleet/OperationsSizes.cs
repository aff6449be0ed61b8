using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The connections that bypass the pooler.</summary>
public sealed class OperationsSizes
{
    /// <summary>Connections of the migrations, 0 to 1,000. Default: 2.</summary>
    [Range(0, 1000)]
    public int Migrations { get; set; } = 2;

    /// <summary>Connections of the monitor, 0 to 1,000. Default: 2, one sampling and one taking over.</summary>
    [Range(0, 1000)]
    public int Monitor { get; set; } = 2;

    /// <summary>Connections of the AppHost's health checks, 0 to 1,000. Default: 2.</summary>
    [Range(0, 1000)]
    public int HealthChecks { get; set; } = 2;
}
