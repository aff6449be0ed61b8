namespace RoadmapAgent.Data.Roadmaps;

/// <summary>An idempotency key came with another request before.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("The idempotency key belongs to another request.");
