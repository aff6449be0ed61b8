namespace RoadmapAgent.Data.Operations;

/// <summary>A worker's queue at the broker.</summary>
/// <param name="Service">The worker.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Waiting">Messages not yet delivered to a consumer.</param>
/// <param name="Consumers">Processes that consume it.</param>
/// <param name="Failed">Messages in its error queue.</param>
public sealed record QueueSample(string Service, string Queue, long Waiting, long Consumers, long Failed);
