namespace RoadmapAgent.Data.Transactions;

/// <summary>Telemetry names of this project.</summary>
internal static class DataTelemetry
{
    public const string MeterName = "RoadmapAgent.Data";
}
