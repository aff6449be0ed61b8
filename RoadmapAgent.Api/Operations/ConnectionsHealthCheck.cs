using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Reports the findings about the fleet. It says nothing about this process, and asks nobody but this process.</summary>
internal sealed class ConnectionsHealthCheck(RecentSamples samples) : IHealthCheck
{
    public const string Name = "connections";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = samples.State;
        var words = string.Join(" ", state.Findings.Select(finding => finding.Message));
        return Task.FromResult(
            state.Findings.Any(finding => finding.Level == FindingLevel.Unhealthy) ? HealthCheckResult.Unhealthy(words)
            : state.Findings.Count > 0 ? HealthCheckResult.Degraded(words)
            : state.At is null ? HealthCheckResult.Degraded("The fleet has not been measured yet.")
            : HealthCheckResult.Healthy());
    }
}
