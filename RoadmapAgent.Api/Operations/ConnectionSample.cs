namespace RoadmapAgent.Api.Operations;

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
internal sealed record ConnectionSample(
    DateTimeOffset At,
    ServerSample Server,
    PoolerSample? Pooler,
    IReadOnlyList<ServiceSample> Services,
    IReadOnlyList<ForeignConnections> Foreign,
    OutboxSample Messages,
    IReadOnlyList<QueueSample>? Queues,
    ReviewSample Reviews,
    IReadOnlyList<Finding> Findings);

/// <summary>PostgreSQL as measured.</summary>
/// <param name="MaxConnections">Its <c>max_connections</c>.</param>
/// <param name="Reserved">Slots that ordinary roles do not get.</param>
/// <param name="Backends">Client backends, all of them.</param>
/// <param name="Available">What the services may have together, by the declared reserves.</param>
internal sealed record ServerSample(int MaxConnections, int Reserved, int Backends, int Available);

/// <summary>PgBouncer as measured.</summary>
/// <param name="MaxClients">Its <c>max_client_conn</c>.</param>
/// <param name="Clients">Clients connected.</param>
/// <param name="Waiting">Clients that wait for a server connection.</param>
/// <param name="LongestWaitSeconds">How long the longest of them has waited.</param>
internal sealed record PoolerSample(int MaxClients, long Clients, long Waiting, double LongestWaitSeconds);

/// <summary>A service, declared next to measured.</summary>
/// <param name="Service">The service.</param>
/// <param name="DeclaredProcesses">Replicas declared.</param>
/// <param name="Processes">Processes that said in the last half minute that they are there.</param>
/// <param name="Share">Backends that it may have.</param>
/// <param name="Backends">Backends that it has.</param>
/// <param name="Active">Those that work at this moment.</param>
/// <param name="IdleInTransaction">Those that are in a transaction without working.</param>
/// <param name="MaxClients">Connections that its processes may open.</param>
/// <param name="Clients">Connections that they have open at the pooler; null without one.</param>
/// <param name="Waiting">Those that wait for a server connection.</param>
/// <param name="LongestWaitSeconds">How long the longest of them has waited.</param>
/// <param name="Transactions">Transactions that the pooler has passed on since it started; null without one.</param>
/// <param name="WaitedSeconds">How long clients have waited for a server connection since then, all together.</param>
internal sealed record ServiceSample(
    string Service,
    int DeclaredProcesses,
    int Processes,
    long Share,
    int Backends,
    int Active,
    int IdleInTransaction,
    long MaxClients,
    long? Clients,
    long? Waiting,
    double? LongestWaitSeconds,
    long? Transactions,
    double? WaitedSeconds);

/// <summary>Connections that nobody declared.</summary>
/// <param name="Role">Who logged in.</param>
/// <param name="Application">What it calls itself.</param>
/// <param name="Count">How many.</param>
internal sealed record ForeignConnections(string Role, string Application, int Count);

/// <summary>Messages that wait for the broker.</summary>
/// <param name="Backlog">How many.</param>
/// <param name="OldestSeconds">How long the oldest has waited.</param>
/// <param name="Poisoned">Set aside because they cannot be understood.</param>
internal sealed record OutboxSample(long Backlog, double OldestSeconds, long Poisoned);

/// <summary>Plans that wait for a person.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="OldestSeconds">How long the oldest has waited.</param>
internal sealed record ReviewSample(long Waiting, double OldestSeconds);

/// <summary>A worker's queue at the broker.</summary>
/// <param name="Service">The worker.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Waiting">Messages that no consumer has yet.</param>
/// <param name="Consumers">Processes that consume it.</param>
/// <param name="Failed">Messages in its error queue.</param>
internal sealed record QueueSample(string Service, string Queue, long Waiting, long Consumers, long Failed);

/// <summary>How much a finding matters.</summary>
internal enum FindingLevel
{
    /// <summary>To look at.</summary>
    Degraded,

    /// <summary>To act on.</summary>
    Unhealthy,
}

/// <summary>Something that is wrong.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="About">A service, <c>server</c>, <c>pooler</c>, <c>broker</c> or <c>outbox</c>.</param>
/// <param name="Message">What, with the numbers.</param>
internal sealed record Finding(FindingLevel Level, string About, string Message);
