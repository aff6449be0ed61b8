using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Judges how much of a limit is used.</summary>
internal static class Severity
{
    private const double DegradedShare = 0.80;
    private const double UnhealthyShare = 0.95;

    /// <summary>Degraded from 80 % of a limit, unhealthy from 95 %, otherwise null.</summary>
    public static FindingLevel? Of(long used, long limit) =>
        used >= limit * UnhealthyShare ? FindingLevel.Unhealthy : used >= limit * DegradedShare ? FindingLevel.Degraded : null;
}
