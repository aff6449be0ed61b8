namespace RoadmapAgent.Broker;

/// <summary>A queue that no process consumes.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="IsDead">
/// Whether no process could: the queue's own process in the broker has ended, and does not start again before the broker does.
/// </param>
public sealed record Unconsumed(string Queue, bool IsDead);
