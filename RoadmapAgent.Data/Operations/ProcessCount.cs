namespace RoadmapAgent.Data.Operations;

/// <summary>The processes of a service, by their heartbeats.</summary>
/// <param name="Live">Those with a heartbeat in the last 40 seconds.</param>
/// <param name="Lost">Those whose heartbeat stopped in the last two minutes, without the farewell of an orderly shutdown.</param>
public sealed record ProcessCount(int Live, int Lost = 0);
