namespace RoadmapAgent.Domain;

/// <summary>The domain's names in telemetry.</summary>
internal static class DomainTelemetry
{
    public const string MeterName = "RoadmapAgent.Domain";
}
