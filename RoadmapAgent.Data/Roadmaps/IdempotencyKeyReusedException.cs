namespace RoadmapAgent.Data.Roadmaps;

/// <summary>An idempotency key was already used for a different request.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("The idempotency key was already used for a different request.");
