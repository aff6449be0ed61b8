namespace RoadmapAgent.Data.Transactions;

/// <summary>The storage's names in telemetry.</summary>
internal static class DataTelemetry
{
    public const string MeterName = "RoadmapAgent.Data";
}
