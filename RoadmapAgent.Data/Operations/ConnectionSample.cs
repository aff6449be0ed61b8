namespace RoadmapAgent.Data.Operations;

/// <summary>One measurement of the fleet's connections.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Server">PostgreSQL.</param>
/// <param name="Pooler">PgBouncer; null without a managed pooler, or if its admin console does not respond.</param>
/// <param name="Services">The services, declared and measured.</param>
/// <param name="Foreign">PostgreSQL connections that belong neither to a service nor to the operators.</param>
/// <param name="Messages">The messages waiting in the outbox.</param>
/// <param name="Queues">The messages waiting at the broker; null if it does not respond.</param>
/// <param name="Reviews">The plans waiting for review.</param>
/// <param name="Findings">The findings; empty if there are none.</param>
/// <param name="Unattributed">
/// Connections of the role that all services share, of which it is not known whose they are, because the pooler renames its sessions.
/// </param>
public sealed record ConnectionSample(
    DateTimeOffset At,
    ServerSample Server,
    PoolerSample? Pooler,
    IReadOnlyList<ServiceSample> Services,
    IReadOnlyList<ForeignConnections> Foreign,
    OutboxSample Messages,
    IReadOnlyList<QueueSample>? Queues,
    ReviewSample Reviews,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ForeignConnections>? Unattributed = null);
