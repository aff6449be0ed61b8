using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Reports the findings of the last sample of the fleet's connections. It says nothing about this process.</summary>
internal sealed class ConnectionsHealthCheck(RecentSamples samples, TimeProvider time) : IHealthCheck
{
    public const string Name = "connections";
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var recent = await samples.ReadAsync(cancellationToken);
        if (recent.Count == 0 || time.GetUtcNow() - recent[^1].At > Stale)
        {
            return HealthCheckResult.Degraded("The connections have not been measured for 30 s.");
        }

        var findings = recent[^1].Findings;
        var words = string.Join(" ", findings.Select(finding => finding.Message));
        return findings.Any(finding => finding.Level == FindingLevel.Unhealthy) ? HealthCheckResult.Unhealthy(words)
            : findings.Count > 0 ? HealthCheckResult.Degraded(words)
            : HealthCheckResult.Healthy();
    }
}
