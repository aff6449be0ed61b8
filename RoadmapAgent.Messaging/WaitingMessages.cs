namespace RoadmapAgent.Messaging;

/// <summary>Asks the broker how many messages wait in a queue, without those in the hands of its consumers.</summary>
internal delegate Task<uint> WaitingMessages(string queue, CancellationToken cancellationToken);
