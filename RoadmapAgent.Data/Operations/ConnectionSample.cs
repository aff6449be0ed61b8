namespace RoadmapAgent.Data.Operations;

/// <summary>What the monitor saw at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Server">PostgreSQL.</param>
/// <param name="Pooler">PgBouncer; null without one of our own, or while its console does not answer.</param>
/// <param name="Services">The services, declared next to measured.</param>
/// <param name="Foreign">Connections of PostgreSQL that are no service's and not the operators'.</param>
/// <param name="Messages">What waits in the outbox.</param>
/// <param name="Queues">What waits at the broker; null while it does not answer.</param>
/// <param name="Reviews">What waits for people.</param>
/// <param name="Findings">What is wrong, in words; empty if nothing is.</param>
public sealed record ConnectionSample(
    DateTimeOffset At,
    ServerSample Server,
    PoolerSample? Pooler,
    IReadOnlyList<ServiceSample> Services,
    IReadOnlyList<ForeignConnections> Foreign,
    OutboxSample Messages,
    IReadOnlyList<QueueSample>? Queues,
    ReviewSample Reviews,
    IReadOnlyList<Finding> Findings);
