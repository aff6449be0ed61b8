namespace RoadmapAgent.Api.Operations;

/// <summary>How far back a history goes.</summary>
internal enum HistorySpan
{
    /// <summary>The last hour.</summary>
    Hour,

    /// <summary>The last 24 hours.</summary>
    Day,
}
