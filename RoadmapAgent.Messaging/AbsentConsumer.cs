using RoadmapAgent.Broker;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Asks the broker for a queue of this process that no process consumes; null if there is none. Throws if the broker cannot be reached.
/// </summary>
internal delegate Task<Unconsumed?> AbsentConsumer(CancellationToken cancellationToken);
