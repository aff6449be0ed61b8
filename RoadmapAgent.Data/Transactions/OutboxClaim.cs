namespace RoadmapAgent.Data.Transactions;

/// <summary>What a process that holds the sweep's lease finds in the outbox.</summary>
/// <param name="Messages">The messages that are due and now claimed by it.</param>
/// <param name="NextIn">The time until the next message can be claimed; null if none is known.</param>
public sealed record OutboxClaim(IReadOnlyList<OutboxMessage> Messages, TimeSpan? NextIn);
