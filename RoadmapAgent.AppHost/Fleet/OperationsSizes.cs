using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Who connects past the pooler.</summary>
public sealed class OperationsSizes
{
    /// <summary>Connections of the migrations. Default: 2.</summary>
    [Range(0, 1000)]
    public int Migrations { get; set; } = 2;

    /// <summary>Connections of the monitor: one samples, another may be taking over. Default: 2.</summary>
    [Range(0, 1000)]
    public int Monitor { get; set; } = 2;

    /// <summary>Connections of the AppHost's health checks. Default: 2.</summary>
    [Range(0, 1000)]
    public int HealthChecks { get; set; } = 2;
}
